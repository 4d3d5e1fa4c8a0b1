import type { Intruder } from './log-mutations.js';

/** What somebody with the owner's rights, and perhaps the log's key, does to what a witness cosigned: checkpoint 3, over 12 entries. */
export interface CosignatureMutation {
  name: string;
  change(intruder: Intruder): Promise<unknown>;
}

const by =
  (...texts: string[]) =>
  async ({ sql }: Intruder): Promise<void> => {
    for (const text of texts) await sql(text);
  };

const REBUILD = [
  `UPDATE audit_entry SET canonical = convert_to(replace(convert_from(canonical, 'UTF8'), '"v":1', '"v":2'), 'UTF8')
   WHERE id = (SELECT entry_id FROM audit_leaf WHERE seq = 5)`,
  'UPDATE audit_entry SET hash = sha256(canonical)',
  'TRUNCATE audit_leaf, audit_node, audit_checkpoint',
];

async function rebuild(intruder: Intruder, ...more: string[]): Promise<void> {
  await by(...REBUILD, ...more)(intruder);
  await intruder.seal();
}

/** Each is caught by whoever asks for the witness, and says `cosignature`. */
export const COSIGNATURE_MUTATIONS: CosignatureMutation[] = [
  { name: 'strip a cosignature', change: by('DELETE FROM cosignature') },
  { name: 'move a cosignature to another checkpoint', change: by('UPDATE cosignature SET n = 2') },
  {
    name: 'copy a cosignature to every checkpoint',
    change: by(
      `INSERT INTO cosignature (n, witness_id, time, signature)
       SELECT c.n, o.witness_id, o.time, o.signature FROM audit_checkpoint c, cosignature o WHERE c.n <> o.n`,
    ),
  },
  { name: 'date a cosignature forward', change: by('UPDATE cosignature SET time = time + 3600') },
  { name: 'forge a cosignature', change: by(`UPDATE cosignature SET signature = sha512(signature)`) },
  {
    name: 'give the witness another key',
    change: by(`UPDATE witness SET public_key = sha256(public_key), key_hash = substr(sha256(public_key), 1, 4)`),
  },
  { name: 'give the witness another name', change: by(`UPDATE witness SET name = 'x.example'`) },
  { name: 'rebuild with the log’s key and leave the cosignatures', change: (intruder) => rebuild(intruder) },
  {
    name: 'rebuild with the log’s key and strip the cosignatures',
    change: (intruder) => rebuild(intruder, 'DELETE FROM cosignature'),
  },
  {
    name: 'rebuild with the log’s key and put the cosignature under its last checkpoint',
    change: async (intruder) => {
      await rebuild(intruder);
      await intruder.sql('UPDATE cosignature SET n = (SELECT max(n) FROM audit_checkpoint)');
    },
  },
];
