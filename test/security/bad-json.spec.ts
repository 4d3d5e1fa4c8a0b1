import { request } from 'node:http';
import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import type { Reply } from '../support/installation-http.js';
import { lockAccount } from '../support/installation-proposals.js';
import { isProblem, isRefused, nothingIsWritten } from '../support/installation-refusals.js';

let installation: Installation;
let ticketId: string;
beforeAll(async () => {
  installation = await startInstallation();
  ticketId = (await installation.agent.submit(lockAccount())).id;
  // Signing in writes, so everybody is in before rows are counted.
  await Promise.all([installation.as('operator').headers(), installation.as('admin').headers()]);
});
afterAll(() => installation.stop());

const invalid = { status: 400, code: 'validation_failed' };

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

/** What no endpoint reads, by the code it is refused with: no JSON, or JSON that something behind it would choke on. */
const UNREADABLE_KINDS: [string, [string, string | Uint8Array][]][] = [
  [
    'malformed_json',
    [
      ['half an object', '{"a":'],
      ['a word', 'hello'],
      ['single quotes', "{'a':1}"],
      ['a trailing comma', '{"a":1,}'],
      ['two documents', '{} {}'],
      ['a comment', '{} // done'],
      ['NaN', '{"a":NaN}'],
      ['a leading zero', '{"a":01}'],
      ['a line break in a text', '{"a":"\n"}'],
      ['a bad escape', '{"a":"\\x41"}'],
      ['a bad unicode escape', '{"a":"\\u12G4"}'],
      ['a text without end', '{"a":"b'],
      ['a byte order mark', '\ufeff{}'],
      ['spaces only', '   '],
      ['a raw NUL', bytes('{"a":"x', [0], 'y"}')],
      ['bytes that are no UTF-8', bytes('{"a":"', [0xff, 0xfe], '"}')],
      ['an overlong encoding', bytes('{"a":"', [0xc0, 0x80], '"}')],
      ['an encoded surrogate', bytes('{"a":"', [0xed, 0xa0, 0x80], '"}')],
      ['a character cut in half', bytes('{"a":"', [0xf0, 0x9f, 0x98], '"}')],
      ['UTF-16', Buffer.from('{"a":1}', 'utf16le')],
    ],
  ],
  [
    'json_too_deep',
    [
      ['200,000 arrays', '['.repeat(200_000)],
      ['200,000 objects', '{"a":'.repeat(200_000)],
      ['200,000 closed arrays', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ],
  ],
  [
    'json_unsafe',
    [
      ['an escaped NUL', '{"a":"\\u0000"}'],
      ['an escaped NUL in a key', '{"\\u0000":1}'],
      ['half a surrogate pair', '{"a":"\\ud83d"}'],
      ['the other half', '{"a":"\\ude00"}'],
      ['a pair the wrong way round', '{"a":"\\ude00\\ud83d"}'],
      ['half a pair in a key', '{"\\ud83d":1}'],
      ['1e999', '{"a":1e999}'],
      ['-1e999', '{"a":-1e999}'],
      ['2^53', '{"a":9007199254740992}'],
      ['a number of twenty digits', '{"a":12345678901234567890}'],
      ['a key given twice', '{"a":1,"a":2}'],
      ['a key given twice, once escaped', '{"a":1,"\\u0061":2}'],
      ['__proto__', '{"__proto__":{"isAdmin":true}}'],
      ['an escaped __proto__', '{"__pr\\u006fto__":{}}'],
      ['a nested __proto__', '{"a":[{"__proto__":{}}]}'],
    ],
  ],
  ['json_too_large', [['30,000 keys', `{${Array.from({ length: 30_000 }, (_, n) => `"k${n}":0`).join(',')}}`]]],
];

const POSTS = [
  ['/v1/proposals', 'agent'],
  ['/v1/session', 'operator'],
  ['/v1/tickets/:id/approve', 'operator'],
  ['/v1/tickets/:id/reject', 'operator'],
  ['/v1/tickets/:id/revise', 'operator'],
  ['/v1/tickets/:id/claim', 'operator'],
  ['/v1/tickets/:id/ask', 'operator'],
  ['/v1/tickets/:id/escalate', 'operator'],
  ['/v1/proposals/:id/context', 'agent'],
  ['/v1/tickets/:id/snooze', 'operator'],
  ['/v1/people', 'admin'],
  ['/v1/agents', 'admin'],
  ['/v1/tools', 'admin'],
] as const;

function post(
  path: string,
  as: (typeof POSTS)[number][1],
  raw: string | Uint8Array,
  headers: object = {},
): Promise<Reply> {
  const asker = as === 'agent' ? installation.agent : installation.as(as);
  const own = { 'idempotency-key': 'bad-input', ...headers };
  return asker.request('POST', path.replace(':id', ticketId), { raw, headers: own });
}

const NO_BODY_FOR_IT = [
  'null',
  '[]',
  '[{}]',
  '"text"',
  '42',
  'true',
  '{"unknown":1}',
  '{"constructor":{"prototype":{"isAdmin":true}}}',
];

const OTHER_TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
];

describe.each(POSTS)('POST %s', (path, as) => {
  test.each(UNREADABLE_KINDS)('refuses %s', async (code, cases) => {
    await nothingIsWritten(installation, async () => {
      for (const [what, raw] of cases) isProblem(what, await post(path, as, raw), { status: 400, code });
    });
  });

  test('refuses JSON that is nothing it asks for', async () => {
    // Claiming takes no body, so there is nothing in it to be wrong.
    if (path.endsWith('/claim')) return;
    await nothingIsWritten(installation, async () => {
      for (const raw of NO_BODY_FOR_IT) isProblem(raw, await post(path, as, raw), invalid);
    });
  });

  test('refuses other types of content', async () => {
    await nothingIsWritten(installation, async () => {
      for (const type of OTHER_TYPES) {
        const reply = await post(path, as, '{}', { 'content-type': type });
        isProblem(type, reply, { status: 415, code: 'unsupported_media_type' });
      }
    });
  });

  test('refuses 10 MB', async () => {
    await isRefused(installation, () => postLarge(path, as), { status: 413, code: 'body_too_large' });
  });
});

/** `fetch` reports the connection, which the server ends early, rather than the answer. */
async function postLarge(path: string, as: (typeof POSTS)[number][1]): Promise<Reply> {
  const own =
    as === 'agent' ? { authorization: `Bearer ${installation.agent.key}` } : await installation.as(as).headers();
  const length = 10 * 1024 * 1024;
  return new Promise((resolve, reject) => {
    const headers = {
      ...own,
      'idempotency-key': 'large',
      'content-type': 'application/json',
      'content-length': length,
    };
    const sent = request(installation.baseUrl() + path.replace(':id', ticketId), { method: 'POST', headers });
    let answered = false;
    sent.on('error', (error) => !answered && reject(error));
    sent.on('response', async (response) => {
      answered = true;
      let text = '';
      for await (const chunk of response.setEncoding('utf8')) text += chunk;
      const entries = Object.entries(response.headers).map(
        ([name, value]) => [name, String(value)] as [string, string],
      );
      resolve({ status: response.statusCode ?? 0, body: JSON.parse(text), text, headers: new Headers(entries) });
      sent.destroy();
    });
    sent.write(`{"request":{"text":"${'x'.repeat(100_000)}`);
  });
}
