import type { Client } from 'pg';

/**
 * Copies every document that many times under other ids, with its passages and their words, by statements of its own: a
 * search on it costs what it costs on as many documents that were brought in, and making it takes seconds.
 */
export async function multiply(client: Client, copies: number): Promise<void> {
  const each = (table: string, id: string, rest: string) =>
    client.query(
      `INSERT INTO ${table} (${id}, ${rest}) SELECT ${id} || '.copy' || n, ${rest} FROM ${table}, generate_series(1, $1::int) n`,
      [copies],
    );
  await client.query('BEGIN');
  await each('document', 'id', 'title, version');
  await each('document_version', 'document_id', 'version, title, content, sha256, created_by');
  await each('passage', 'document_id', 'version, number, heading, anchor, text');
  await each('passage_words', 'document_id', 'version, number, words');
  for (const table of ['passage_word', 'passage_total']) {
    await client.query(`UPDATE ${table} SET passages = passages * $1::int`, [copies + 1]);
  }
  await client.query('COMMIT');
}
