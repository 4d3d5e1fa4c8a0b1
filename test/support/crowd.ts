import { FILL, SIGN, TELL_WORDS } from '../../bench/archive/fill-statement.js';
import type { Installation } from './installation.js';

/** As long as a name may be, once in words and once in a piece that breaks nowhere. */
const LONG_NAME = 'Aurelia Featherstonehaugh-Cholmondeley van der Oosterhuizen of the Night Shift in Rotterdam';
const UNBROKEN = 'archived_reconciliation_of_chargebacks_and_refunds_for_marketplace_sellers_of_the_northern_region_v2';

/** More of everything than a page shows at once, every other with a name as long as it gets. */
export const CROWD = {
  people: 300,
  agents: 300,
  tools: 150,
  channels: 120,
  witnesses: 120,
  filters: 90,
  documents: 500,
  tickets: 10_000,
};

const NAMED = `FROM (SELECT n, CASE n % 3 WHEN 0 THEN '${LONG_NAME} ' || n WHEN 1 THEN '${UNBROKEN}_' || n ELSE 'Person ' || n END AS name
  FROM generate_series(1, $1::int) n) named`;

const id = (table: string) => `overlay(md5('${table}' || n) PLACING '7' FROM 13 FOR 1)::uuid`;

/** One statement each: its first parameter is how many. */
const STATEMENTS: [keyof typeof CROWD, string][] = [
  [
    'people',
    `INSERT INTO person (id, email, name, password_hash, roles, active)
     SELECT ${id('person')}, lower(replace(left(name, 50), ' ', '.')) || n || '@example.test', name, '-',
       CASE WHEN n % 5 = 0 THEN '{operator,support_lead,product,platform,security,legal,search}'::text[] ELSE '{operator}' END, n % 7 > 0 ${NAMED}`,
  ],
  [
    'agents',
    `INSERT INTO agent (id, name, owner_id, tools, domains)
     SELECT ${id('agent')}, left(name, 90) || ' ' || n, (SELECT id FROM person WHERE name = 'admin'),
       CASE WHEN n % 4 = 0 THEN (SELECT array_agg('${UNBROKEN}_' || t) FROM generate_series(1, 40) t) END,
       CASE WHEN n % 4 = 1 THEN '{payment,faq}'::text[] END ${NAMED}`,
  ],
  [
    'tools',
    `INSERT INTO tool (name, version, description, schema, endpoint_url, endpoint_version, retry_class, changes_world, timeout_ms, signing_secret)
     SELECT left('${UNBROKEN}', 100) || '_' || n, 1, repeat('Does what nobody else does. ', 1 + n % 20),
       json_build_object('type', 'object', 'properties', (SELECT json_object_agg('argument_with_a_long_name_' || a, '{"type":"string"}'::json) FROM generate_series(1, 1 + n % 30) a))::text,
       'https://tools.example.test/' || repeat('very-long-path-', 1 + n % 12) || n, 1, 'once', true, 5000, 'whsec_none' ${NAMED}`,
  ],
  [
    'channels',
    `INSERT INTO notification_channel (id, name, format, url, secret, events, created_by)
     SELECT ${id('channel')}, left(name, 80) || n, 'standard', 'https://hooks.example.test/', 'whsec_none',
       '{ticket.breached,execution.unknown}', (SELECT id FROM person WHERE name = 'admin') ${NAMED}`,
  ],
  [
    'witnesses',
    `INSERT INTO witness (id, name, key_hash, public_key, added_by)
     SELECT ${id('witness')}, left(name, 80) || n, substr(sha256(name::bytea), 1, 4), sha256(n::text::bytea),
       (SELECT id FROM person WHERE name = 'admin') ${NAMED}`,
  ],
  [
    'filters',
    `INSERT INTO saved_filter (id, owner_id, name, shared, view, narrow)
     SELECT ${id('filter')}, (SELECT id FROM person WHERE name = 'support_lead'), left(name, 70) || ' ' || n, n % 2 = 0, 'pending',
       '{"domain":"payment"}' ${NAMED}`,
  ],
  [
    'documents',
    `WITH made AS (
       INSERT INTO document (id, title, owner, review_by, version)
       SELECT 'handbook-' || n, name, left(name, 60), date '2026-01-01' + n, 1 ${NAMED} RETURNING id, title
     )
     INSERT INTO document_version (document_id, version, title, content, sha256, created_by)
     SELECT id, 1, title, 'It says so.', sha256('It says so.'), 'system' FROM made`,
  ],
];

/** Fills an installation with more of everything than a page shows. Constraints hold; nobody of the crowd can sign in. */
export async function fillWithACrowd(installation: Installation): Promise<void> {
  const { sql, agent } = installation;
  for (const [what, text] of STATEMENTS) await sql(text, [CROWD[what]]);
  const values = [
    0,
    CROWD.tickets - 1,
    CROWD.tickets,
    agent.id,
    agent.keyId,
    [installation.as('operator').id, installation.as('both').id],
  ];
  await sql('BEGIN');
  for (const { text } of [FILL, SIGN, TELL_WORDS]) await sql(text, values);
  await sql('COMMIT');
  await sql('ANALYZE');
}
