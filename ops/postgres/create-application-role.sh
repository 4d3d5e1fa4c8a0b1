#!/usr/bin/env bash
# Run once by the postgres image, on an empty volume: the role that running processes sign in as.
# It owns nothing; the migrations grant it what it may do.
set -euo pipefail
psql --set ON_ERROR_STOP=1 --set password="$COUNTERSIGN_APP_PASSWORD" \
  --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE countersign_app LOGIN PASSWORD :'password';
SQL
