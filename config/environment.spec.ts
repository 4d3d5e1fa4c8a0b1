import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { readEnvironment } from './environment.js';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'countersign-environment-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

describe('what holds a password', () => {
  const file = (text: string) => {
    const path = join(dir, 'secret');
    writeFileSync(path, text);
    return path;
  };

  test.each([
    ['DATABASE_URL', 'databaseUrl', 'postgres://app:hunter2@db/countersign'],
    ['DATABASE_OWNER_URL', 'databaseOwnerUrl', 'postgres://owner:hunter2@db/countersign'],
    ['REDIS_URL', 'redisUrl', 'redis://:hunter2@redis:6379'],
    ['OPENAI_API_KEY', 'openaiApiKey', 'sk-hunter2'],
    ['COUNTERSIGN_SMTP_URL', 'smtpUrl', 'smtps://ada:hunter2@mail.example.com'],
  ] as const)('%s may stand in a file', (name, field, value) => {
    expect(readEnvironment({ [`${name}_FILE`]: file(`${value}\n`) })[field]).toBe(value);
    expect(readEnvironment({ [name]: value })[field]).toBe(value);
  });

  it('is never repeated, wherever it came from', () => {
    for (const env of [{ DATABASE_URL: 'hunter2' }, { DATABASE_URL_FILE: file('hunter2') }]) {
      expect(() => readEnvironment(env)).toThrow(/^DATABASE_URL takes a URL/);
      expect(() => readEnvironment(env)).not.toThrow(/hunter2/);
    }
  });

  it('stands in one place', () => {
    const both = { REDIS_URL: 'redis://one', REDIS_URL_FILE: file('redis://two') };
    expect(() => readEnvironment(both)).toThrow('REDIS_URL and REDIS_URL_FILE are both set');
  });

  it('is missed where its file is not there', () => {
    const gone = join(dir, 'gone');
    expect(() => readEnvironment({ DATABASE_URL_FILE: gone })).toThrow(
      `DATABASE_URL_FILE names ${gone}, which can’t be read (ENOENT)`,
    );
  });
});

test.each([
  ['desk@example.com', { name: '', address: 'desk@example.com' }],
  ['The desk <desk@example.com>', { name: 'The desk', address: 'desk@example.com' }],
])('mails are from %s', (value, read) => {
  expect(readEnvironment({ COUNTERSIGN_MAIL_FROM: value }).mailFrom).toEqual(read);
});

test.each(['desk', 'a@b.example\r\nBcc: eve@c.example', 'x <a@b.example>, <c@d.example>', '<a@b.example> y'])(
  'mails are not from %j',
  (value) => {
    expect(() => readEnvironment({ COUNTERSIGN_MAIL_FROM: value })).toThrow(/^COUNTERSIGN_MAIL_FROM is /);
  },
);

test('proxies are believed only where there is said to be one', () => {
  expect(readEnvironment({}).proxies).toBe(0);
  expect(readEnvironment({ COUNTERSIGN_PUBLIC_URL: 'https://countersign.example' }).proxies).toBe(1);
  expect(
    readEnvironment({ COUNTERSIGN_PUBLIC_URL: 'https://countersign.example', COUNTERSIGN_PROXIES: '2' }).proxies,
  ).toBe(2);
});

test('embeddings need a key, and a name that can be one', () => {
  const named = { OPENAI_EMBEDDING_MODEL: 'text-embedding-3-small', OPENAI_API_KEY: 'sk-hunter2' };
  expect(readEnvironment(named).embeddingModel).toBe('text-embedding-3-small');
  expect(() => readEnvironment({ ...named, OPENAI_API_KEY: '' })).toThrow(
    'OPENAI_EMBEDDING_MODEL needs OPENAI_API_KEY',
  );
  expect(() => readEnvironment({ ...named, OPENAI_EMBEDDING_MODEL: 'two words' })).toThrow(/takes the name of a model/);
});
