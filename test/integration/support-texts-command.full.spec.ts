import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { question } from '../support/installation-proposals.js';

const COMMAND = resolve(import.meta.dirname, '../../dist/api/src/support-texts.js');

let installation: Installation;
let folder: string;
beforeAll(async () => {
  installation = await startInstallation();
  folder = await mkdtemp(join(tmpdir(), 'countersign-texts-'));
});
afterAll(async () => {
  await installation.stop();
  await rm(folder, { recursive: true });
});

/** Runs the command as a person would, with `DATABASE_URL` of the installation. */
function run(...args: string[]): Promise<{ code: number; out: string; said: string }> {
  const env = { ...process.env, NODE_OPTIONS: '', DATABASE_URL: installation.database.appUrl };
  return new Promise((done) => {
    execFile(process.execPath, [COMMAND, ...args], { env }, (error, out, said) => {
      done({ code: error ? Number(error.code) : 0, out, said });
    });
  });
}

async function imported(content: string | Buffer): Promise<{ code: number; out: string; said: string }> {
  const path = join(folder, 'texts.csv');
  await writeFile(path, content);
  return run('import', path);
}

const rows = () => installation.sql('SELECT name, body, domain, ticket_id FROM support_text ORDER BY name');

describe('support texts out of a CSV file', () => {
  test('come as they stand there: quotes, line breaks, formulas, a byte order mark, CRLF; and once', async () => {
    const { id } = await installation.agent.submit(question());
    const file = [
      '\ufeffid,text,at,proposalId,domain',
      'a-1,"He said ""no"", and',
      'left",2026-10-01T12:00:00Z,,payment',
      `a-2,"=HYPERLINK(""http://evil"")",,${id},`,
      'a-3,환불이 안 돼요,,,',
      '',
    ].join('\r\n');
    const first = await imported(file);
    expect(first.said).toBe('');
    expect(JSON.parse(first.out)).toEqual({ texts: 3, added: 3, known: 0, erased: 0 });
    expect(JSON.parse((await imported(file)).out)).toEqual({ texts: 3, added: 0, known: 3, erased: 0 });
    expect(await rows()).toEqual([
      { name: 'a-1', body: 'He said "no", and\r\nleft', domain: 'payment', ticket_id: null },
      { name: 'a-2', body: '=HYPERLINK("http://evil")', domain: null, ticket_id: id },
      { name: 'a-3', body: '환불이 안 돼요', domain: null, ticket_id: null },
    ]);
  });

  test('of which one row can’t be are not imported, and the row is named', async () => {
    const { code, said } = await imported('id,text\nb-1,Fine\nb 2,Two words\n');
    expect([code, said]).toEqual([1, 'nothing was imported:\nline 3: id is 1 to 100 visible ASCII characters\n']);
    expect((await rows()).map(({ name }) => name)).not.toContain('b-1');
    expect((await run('import', join(folder, 'nowhere.csv'))).code).toBe(2);
  });

  test('name a proposal that there is none of by their id; and are erased by it', async () => {
    const unknown = await imported('id,text,proposalId\nd-1,Hello,01900000-0000-7000-8000-000000000000\n');
    expect([unknown.code, unknown.said]).toEqual([
      1,
      'nothing was imported:\nid d-1: proposalId is no proposal of yours\n',
    ]);
    await imported('id,text\nd-2,Forget me\n');
    expect(JSON.parse((await run('erase', 'd-2')).out)).toEqual({ erased: 1 });
    expect(JSON.parse((await imported('id,text\nd-2,Forget me\n')).out)).toEqual({
      texts: 1,
      added: 0,
      known: 0,
      erased: 1,
    });
  });
});
