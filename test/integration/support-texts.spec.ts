import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import type { TestAgent } from '../support/installation-agent.js';
import { ok, outcome } from '../support/installation-http.js';
import { question, refund } from '../support/installation-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

const HOUR_MS = 3_600_000;
const tell = (texts: object[], agent: TestAgent = installation.agent) =>
  agent.request('POST', '/v1/support-texts', { body: { texts } });
const kept = (id: string) =>
  installation.sql('SELECT source, at, ticket_id, domain, body FROM support_text WHERE name = $1 ORDER BY source', [
    id,
  ]);
const erase = (id: string) => ok(installation.as('admin').post('/v1/support-texts/erase', { id }));

describe('what customers wrote to support', () => {
  test('is kept once, however often and by how many at once it is told', async () => {
    const text = { id: 'once', text: 'Charged twice!', at: '2026-10-01T12:00:00Z', domain: 'payment' };
    const told = await Promise.all(
      Array.from({ length: 6 }, () => ok(tell([text, { id: 'beside', text: 'No card' }]))),
    );
    for (const { data } of told) expect(data.map(({ id }: { id: string }) => id)).toEqual(['once', 'beside']);
    expect((await ok(tell([text]))).data).toEqual([{ id: 'once', came: 'known' }]);
    expect(await kept('once')).toEqual([
      {
        source: `agent:${installation.agent.id}`,
        at: new Date(text.at),
        ticket_id: null,
        domain: 'payment',
        body: text.text,
      },
    ]);
    // Another agent may have a text of that name.
    const other = await installation.addAgent('other-desk');
    expect((await ok(tell([{ ...text, text: 'Something else' }], other))).data[0].came).toBe('added');
  });

  test('with other content under a known name is refused, and so is all that came with it', async () => {
    await ok(tell([{ id: 'said', text: 'It is late' }]));
    for (const other of [{ text: 'It is early' }, { text: 'It is late', domain: 'shipping' }]) {
      const both = [
        { id: 'new-with-it', text: 'Hello' },
        { id: 'said', ...other },
      ];
      expect(await outcome(tell(both))).toEqual({ status: 422, code: 'text_id_reused' });
    }
    expect(await kept('new-with-it')).toEqual([]);
  });

  test('about a domain that the key is not for is refused, and so is all that came with it', async () => {
    const narrow = await installation.addAgent('faq-desk', { domains: ['faq'] });
    const texts = ['faq', 'payment'].map((domain) => ({ id: `on-${domain}`, text: 'Where is it?', domain }));
    expect(await outcome(tell(texts, narrow))).toEqual({ status: 403, code: 'out_of_scope' });
    expect(await kept('on-faq')).toEqual([]);
    await ok(tell([texts[0]!, { id: 'on-nothing', text: 'Where is it?' }], narrow));
  });

  test('that can’t be is named row by row, and nothing of it is kept', async () => {
    const mine = (await installation.agent.submit(question())).id;
    const other = await installation.addAgent('their-desk');
    const theirs = (await other.submit(question())).id;
    const after = new Date(Date.now() + HOUR_MS).toISOString();
    const reply = await tell([
      { id: 'fine', text: 'Fine', proposalId: mine.toUpperCase() },
      { id: 'later', text: 'Later', at: after },
      { id: 'theirs', text: 'Theirs', proposalId: theirs },
      { id: 'nowhere', text: 'Nowhere', proposalId: randomUUID() },
      { id: 'blank', text: ' \n ' },
      { id: 'fine', text: 'Twice' },
    ]);
    expect(reply.status).toBe(400);
    expect(reply.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'texts.1.at',
      'texts.2.proposalId',
      'texts.3.proposalId',
      'texts.4.text',
      'texts.5.id',
    ]);
    for (const [row, path] of [
      [{ id: 'x' }, 'texts.0.text'],
      [{ id: 'two words', text: 'a' }, 'texts.0.id'],
      [{ id: 'x', text: 'x'.repeat(4001) }, 'texts.0.text'],
      [{ id: 'x', text: 'a', proposalId: 'T-1' }, 'texts.0.proposalId'],
      [{ id: 'x', text: 'a', at: 'yesterday' }, 'texts.0.at'],
      [{ id: 'x', text: 'a', by: 'me' }, 'texts.0.by'],
    ] as const) {
      const refused = await tell([row]);
      expect([refused.status, refused.body.errors?.[0].path]).toEqual([400, path]);
    }
    const many = Array.from({ length: 201 }, (_, n) => ({ id: `many-${n}`, text: 'a' }));
    expect((await outcome(tell(many))).status).toBe(400);
    expect(await installation.sql(`SELECT FROM support_text WHERE name IN ('fine', 'later', 'x', 'many-0')`)).toEqual(
      [],
    );
  });

  test('about a proposal goes with it when that is erased, and no more comes', async () => {
    const { id } = await installation.agent.submit(refund());
    await ok(tell([{ id: 'of-it', text: 'My name is in here', proposalId: id }]));
    await ok(installation.as('operator').reject(await installation.as('operator').ticket(id)));
    await ok(installation.as('admin').post(`/v1/tickets/${id}/erase`, { reason: 'Asked for' }));
    expect(await kept('of-it')).toMatchObject([{ body: null, ticket_id: id }]);
    expect((await ok(tell([{ id: 'of-it', text: 'My name is in here', proposalId: id }]))).data[0].came).toBe('erased');
    const more = await tell([{ id: 'more-of-it', text: 'Once more', proposalId: id }]);
    expect([more.status, more.body.errors[0].path]).toEqual([400, 'texts.0.proposalId']);
    // Nor by a statement that was under way when it was erased.
    await installation.sql(
      `INSERT INTO support_text (id, source, name, at, ticket_id, body) VALUES (gen_random_uuid(), 'import', 'raw', now(), $1, 'x')`,
      [id],
    );
    expect(await kept('raw')).toEqual([]);
  });

  test('is erased by its name whoever told it, on record, and not taken in again', async () => {
    const other = await installation.addAgent('second-desk');
    const text = { id: 'ask-4711', text: 'I am Ada Lovelace and I want my money back' };
    await Promise.all([ok(tell([text])), ok(tell([text], other))]);
    expect(await erase('ask-4711')).toEqual({ erased: 2 });
    expect(await erase('ask-4711')).toEqual({ erased: 0 });
    expect(await kept('ask-4711')).toMatchObject([{ body: null }, { body: null }]);
    expect((await ok(tell([{ ...text, text: 'Anything' }]))).data).toEqual([{ id: 'ask-4711', came: 'erased' }]);
    const entries = await ok(installation.as('auditor').get('/v1/audit-entries?action=support_text.erased'));
    expect(entries.data).toHaveLength(2);
    expect(JSON.stringify(entries)).not.toContain('Lovelace');
  });

  test('stays as it was written: not even the product may change or delete it', async () => {
    await ok(tell([{ id: 'stays', text: 'As it is' }]));
    for (const change of [
      `UPDATE support_text SET body = 'other'`,
      `UPDATE support_text SET domain = 'x'`,
      'DELETE FROM support_text',
    ]) {
      await expect(installation.sql(`${change} WHERE name = 'stays'`)).rejects.toThrow(/append-only/);
    }
  });
});
