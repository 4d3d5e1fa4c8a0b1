import type { Answer } from './installation-http.js';

/** What somebody with the rights of the owner, and perhaps with the log's key, has at hand. */
export interface Intruder {
  sql(text: string, values?: unknown[]): Promise<Answer[]>;
  /** Seals what is not sealed, with the log's own key. */
  seal(): Promise<void>;
  /** Seals it with another. */
  sealWithAnotherKey(): Promise<void>;
}

/** A change to the log in its database. `seq` 0 to 11 are sealed, by three checkpoints over 4, 8 and 12 entries. */
export interface LogMutation {
  name: string;
  /** What must catch it, whatever else does too. */
  layer: string;
  /** Who catches it: whoever reads an export, or only who kept a checkpoint, as a witness does. */
  by: 'verifier' | 'witness';
  /** Looked at in an export with this filter. */
  query?: string;
  change(intruder: Intruder): Promise<unknown>;
}

/** The entry at a place, for a WHERE clause. */
const at = (seq: number): string => `id = (SELECT entry_id FROM audit_leaf WHERE seq = ${seq})`;

/** SQL for `canonical` with another word in it. */
const edited = `convert_to(replace(convert_from(canonical, 'UTF8'), '"v":1', '"v":2'), 'UTF8')`;
const rehash = (seq: number): string => `UPDATE audit_entry SET hash = sha256(canonical) WHERE ${at(seq)}`;
const releaf = (seq: number): string =>
  `UPDATE audit_leaf l SET leaf = sha256('\\x00'::bytea || e.canonical) FROM audit_entry e WHERE e.id = l.entry_id AND l.seq = ${seq}`;
const edit = (seq: number): string => `UPDATE audit_entry SET canonical = ${edited} WHERE ${at(seq)}`;
const close = (seq: number): string[] => [
  `UPDATE audit_leaf SET seq = -seq WHERE seq > ${seq}`,
  'UPDATE audit_leaf SET seq = -seq - 1 WHERE seq < 0',
];
const made = (action: string, when = '2026-01-01T00:00:00.000Z'): string =>
  `convert_to('{"action":"${action}","actor":"system","at":"${when}","payload":{},"subject":"tool:x","v":1}', 'UTF8')`;
const insert = (id: number, when?: string): string =>
  `INSERT INTO audit_entry (id, at, actor, action, subject, canonical, hash) OVERRIDING SYSTEM VALUE
   SELECT ${id}, '2026-01-01T00:00:00.000Z', 'system', 'x.y', 'tool:x', c, sha256(c) FROM (SELECT ${made('x.y', when)} AS c) made`;
const note = (from: string, to: string, n = 2): string =>
  `UPDATE audit_checkpoint SET note = regexp_replace(note, '${from}', E'${to}') WHERE n = ${n}`;
const UNSEAL = ['TRUNCATE audit_leaf, audit_node, audit_checkpoint'];

const by =
  (...texts: string[]) =>
  async ({ sql }: Intruder): Promise<void> => {
    for (const text of texts) await sql(text);
  };

export const LOG_MUTATIONS: LogMutation[] = [
  { name: 'edit an entry', layer: 'entry hash', by: 'verifier', change: by(edit(5)) },
  { name: 'edit and rehash', layer: 'leaf', by: 'verifier', change: by(edit(5), rehash(5)) },
  {
    name: 'edit, rehash and rewrite the leaf',
    layer: 'root',
    by: 'verifier',
    change: by(edit(5), rehash(5), releaf(5)),
  },
  {
    name: 'edit the first entry with hash and leaf',
    layer: 'root',
    by: 'verifier',
    change: by(edit(0), rehash(0), releaf(0)),
  },
  {
    name: 'edit the last entry with hash and leaf',
    layer: 'root',
    by: 'verifier',
    change: by(edit(11), rehash(11), releaf(11)),
  },
  {
    name: 'edit a hash',
    layer: 'entry hash',
    by: 'verifier',
    change: by(`UPDATE audit_entry SET hash = sha256('x') WHERE ${at(5)}`),
  },
  {
    name: 'edit a leaf',
    layer: 'leaf',
    by: 'verifier',
    change: by(`UPDATE audit_leaf SET leaf = sha256('x') WHERE seq = 5`),
  },
  {
    name: 'date the column back',
    layer: 'columns',
    by: 'verifier',
    change: by(`UPDATE audit_entry SET at = at - interval '1 day' WHERE ${at(5)}`),
  },
  {
    name: 'date the column back by a microsecond',
    layer: 'columns',
    by: 'verifier',
    change: by(`UPDATE audit_entry SET at = at - interval '1 microsecond' WHERE ${at(5)}`),
  },
  {
    name: 'change the column actor',
    layer: 'columns',
    by: 'verifier',
    change: by(`UPDATE audit_entry SET actor = 'agent:x' WHERE ${at(5)}`),
  },
  {
    name: 'change the column action',
    layer: 'columns',
    by: 'verifier',
    change: by(`UPDATE audit_entry SET action = 'x.y' WHERE ${at(5)}`),
  },
  {
    name: 'change the column subject',
    layer: 'columns',
    by: 'verifier',
    change: by(`UPDATE audit_entry SET subject = 'tool:x' WHERE ${at(5)}`),
  },
  {
    name: 'delete an entry in the middle',
    layer: 'sequence',
    by: 'verifier',
    change: by(`DELETE FROM audit_entry WHERE ${at(5)}`),
  },
  {
    name: 'delete the last entry',
    layer: 'root',
    by: 'verifier',
    change: by(`DELETE FROM audit_entry WHERE ${at(11)}`),
  },
  {
    name: 'delete an entry and its leaf, and close the gap',
    layer: 'root',
    by: 'verifier',
    change: by(`DELETE FROM audit_entry WHERE ${at(5)}`, 'DELETE FROM audit_leaf WHERE seq = 5', ...close(5)),
  },
  {
    name: 'delete the last entry and its leaf',
    layer: 'root',
    by: 'verifier',
    change: by(`DELETE FROM audit_entry WHERE ${at(11)}`, 'DELETE FROM audit_leaf WHERE seq = 11'),
  },
  {
    name: 'insert an entry in the middle with its leaf',
    layer: 'root',
    by: 'verifier',
    change: by(
      'UPDATE audit_leaf SET seq = -seq - 1 WHERE seq >= 5',
      'UPDATE audit_leaf SET seq = -seq WHERE seq < 0',
      insert(900_001),
      `INSERT INTO audit_leaf (seq, entry_id, leaf) SELECT 5, id, sha256('\\x00'::bytea || canonical) FROM audit_entry WHERE id = 900001`,
    ),
  },
  {
    name: 'put another entry in the place of one',
    layer: 'root',
    by: 'verifier',
    change: by(insert(900_001), 'UPDATE audit_leaf SET entry_id = 900001 WHERE seq = 5', releaf(5)),
  },
  {
    name: 'exchange two places',
    layer: 'root',
    by: 'verifier',
    change: by(
      'UPDATE audit_leaf SET seq = 100 WHERE seq = 5',
      'UPDATE audit_leaf SET seq = 5 WHERE seq = 6',
      'UPDATE audit_leaf SET seq = 6 WHERE seq = 100',
    ),
  },
  {
    name: 'exchange the contents of two entries, leaves along',
    layer: 'root',
    by: 'verifier',
    change: by(
      `UPDATE audit_entry a SET canonical = b.canonical, hash = b.hash, at = b.at, actor = b.actor, action = b.action, subject = b.subject
       FROM audit_entry b WHERE (a.id, b.id) IN (SELECT x.entry_id, y.entry_id FROM audit_leaf x, audit_leaf y WHERE (x.seq, y.seq) IN ((5, 6), (6, 5)))`,
      releaf(5),
      releaf(6),
    ),
  },
  {
    name: 'give an entry another id',
    layer: 'ids',
    by: 'verifier',
    change: by(
      `INSERT INTO audit_entry (id, at, actor, action, subject, canonical, hash) OVERRIDING SYSTEM VALUE
       SELECT 900001, at, actor, action, subject, canonical, hash FROM audit_entry WHERE ${at(5)}`,
      `DELETE FROM audit_entry WHERE ${at(5)}`,
      'UPDATE audit_leaf SET entry_id = 900001 WHERE seq = 5',
    ),
  },
  {
    name: 'delete a leaf in the middle',
    layer: 'sequence',
    by: 'verifier',
    change: by('DELETE FROM audit_leaf WHERE seq = 5'),
  },
  {
    name: 'edit a checkpoint’s time',
    layer: 'checkpoint signature',
    by: 'verifier',
    change: by(note('at 20', 'at 19')),
  },
  {
    name: 'edit a checkpoint’s link',
    layer: 'checkpoint signature',
    by: 'verifier',
    change: by(note('prev [0-9a-f]{8}', 'prev 00000000')),
  },
  {
    name: 'edit a signature',
    layer: 'checkpoint signature',
    by: 'verifier',
    change: by(note('[A-Za-z0-9+/]{3}=\\n$', 'AAA=\\n')),
  },
  { name: 'take a signature away', layer: 'checkpoint', by: 'verifier', change: by(note('\\n\\n.*$', '\\n\\n')) },
  {
    name: 'delete a checkpoint in the middle',
    layer: 'prev chain',
    by: 'verifier',
    change: by('DELETE FROM audit_checkpoint WHERE n = 2'),
  },
  {
    name: 'delete the first checkpoint',
    layer: 'prev chain',
    by: 'verifier',
    change: by('DELETE FROM audit_checkpoint WHERE n = 1'),
  },
  {
    name: 'rebuild it all with another key',
    layer: 'checkpoint signature',
    by: 'verifier',
    change: async (intruder) => {
      await by(edit(5), rehash(5), ...UNSEAL)(intruder);
      await intruder.sealWithAnotherKey();
    },
  },
  {
    name: 'edit a node of the stored tree',
    layer: 'root',
    by: 'verifier',
    query: 'action=ticket.routed',
    change: by(`UPDATE audit_node SET hash = sha256('x') WHERE level = 1`),
  },
  {
    name: 'delete the stored tree',
    layer: 'root',
    by: 'verifier',
    query: 'action=ticket.routed',
    change: by('DELETE FROM audit_node'),
  },
  {
    name: 'cut the tail off, with leaves and checkpoint',
    layer: 'consistency',
    by: 'witness',
    change: by(
      'DELETE FROM audit_entry WHERE id IN (SELECT entry_id FROM audit_leaf WHERE seq >= 8)',
      'DELETE FROM audit_leaf WHERE seq >= 8',
      'DELETE FROM audit_checkpoint WHERE n > 2',
    ),
  },
  {
    name: 'delete all checkpoints',
    layer: 'consistency',
    by: 'witness',
    change: by('TRUNCATE audit_checkpoint'),
  },
  {
    name: 'restore an old backup and go on from it',
    layer: 'consistency',
    by: 'witness',
    change: async (intruder) => {
      await by(
        'DELETE FROM audit_entry WHERE id IN (SELECT entry_id FROM audit_leaf WHERE seq >= 8)',
        'DELETE FROM audit_leaf WHERE seq >= 8',
        'DELETE FROM audit_node WHERE (index + 1) * 2 ^ level > 8',
        'DELETE FROM audit_checkpoint WHERE n > 2',
        ...[1, 2, 3, 4, 5, 6].map((n) => insert(900_000 + n)),
      )(intruder);
      await intruder.seal();
    },
  },
  {
    name: 'fork after a checkpoint: edit what came later and seal it again',
    layer: 'consistency',
    by: 'witness',
    change: async (intruder) => {
      await by(
        edit(9),
        rehash(9),
        'DELETE FROM audit_leaf WHERE seq >= 8',
        'DELETE FROM audit_node WHERE (index + 1) * 2 ^ level > 8',
        'DELETE FROM audit_checkpoint WHERE n > 2',
      )(intruder);
      await intruder.seal();
    },
  },
  {
    name: 'rebuild the whole log with its own key',
    layer: 'consistency',
    by: 'witness',
    change: async (intruder) => {
      await by(edit(5), rehash(5), ...UNSEAL)(intruder);
      await intruder.seal();
    },
  },
  {
    name: 'delete an entry and rebuild with the log’s key',
    layer: 'consistency',
    by: 'witness',
    change: async (intruder) => {
      await by(`DELETE FROM audit_entry WHERE ${at(5)}`, ...UNSEAL)(intruder);
      await intruder.seal();
    },
  },
  {
    name: 'seal the same entries again, in other steps, with the log’s key',
    layer: 'consistency',
    by: 'witness',
    change: async (intruder) => {
      await by(...UNSEAL)(intruder);
      await intruder.seal();
    },
  },
];
