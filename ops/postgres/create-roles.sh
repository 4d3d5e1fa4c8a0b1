#!/usr/bin/env bash
# Run once by the postgres image, on an empty volume: the roles that running processes sign in as.
# They own nothing; the migrations grant each what it may do. The one for auditors can't sign in until somebody allows it.
set -euo pipefail
psql --set ON_ERROR_STOP=1 --set app="$COUNTERSIGN_APP_PASSWORD" --set sealer="$COUNTERSIGN_SEALER_PASSWORD" \
  --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE countersign_app LOGIN PASSWORD :'app';
CREATE ROLE countersign_sealer LOGIN PASSWORD :'sealer';
CREATE ROLE countersign_auditor NOLOGIN;
SQL
