import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findPersonalData } from '../../api/src/platform/text/personal-data.js';
import { recognised, type Sentence } from '../../bench/guards/recognised.js';
import { BuiltProcess } from '../support/built-process.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok } from '../support/installation-http.js';
import { callOf } from '../support/installation-proposals.js';
import { describeWithOutsideData } from '../support/outside-data.js';

const CARD = '4111 1111 1111 1111';
const MAIL = 'ada.lovelace@example.com';
const IBAN = 'GB29NWBK60161331926819';
const TEXT = `I am ${MAIL}, my card is ${CARD}, my account ${IBAN}.`;
const LEAKS = /ada\.lovelace|4111 1111|4111111111|NWBK6016/;

/** A proposal with the text wherever an agent can put one. */
function saying(text: string) {
  const more = {
    request: { text, conversation: [{ role: 'user', content: text }], customerRef: text.slice(0, 200) },
    draft: { answer: text, citations: [text.slice(0, 200)], model: 'm', confidence: 0.9 },
    evidence: [{ id: 'e1', title: text.slice(0, 200), uri: 'https://kb.example/', excerpt: text }],
  };
  return callOf('write_down', { text, nested: [{ text }] }, more);
}

/** Every text and byte column of the audit log's tables and of what else is for ever, as one text. */
async function whatIsOnRecord(installation: Installation): Promise<string> {
  const tables = await installation.sql(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name LIKE 'audit%'`,
  );
  expect(tables.map(({ name }) => name)).toContain('audit_entry');
  const rows = await Promise.all(
    tables.map(({ name }) => installation.sql(`SELECT to_jsonb(t) AS row FROM ${name} t`)),
  );
  const text = await installation.sql(`SELECT convert_from(canonical, 'UTF8') AS text FROM audit_entry`);
  return JSON.stringify([rows, text]);
}

describe('personal data', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await startInstallation();
    await installation.registerTool('write_down');
  });
  afterAll(() => installation.stop());

  const listsOf = async (who: 'auditor' | 'operator'): Promise<string> => {
    const paths = [
      '/v1/tickets?limit=100',
      '/v1/tickets?limit=100&sort=-createdAt',
      '/v1/approvals?limit=100',
      '/v1/decisions?limit=100',
      '/v1/audit-entries?limit=100',
      '/v1/audit-entries?limit=100&tool=write_down',
    ];
    const replies = await Promise.all(paths.map((path) => installation.as(who).get(path)));
    for (const { status, body } of replies) expect([status, body.data.length > 0]).toEqual([200, true]);
    const files = await Promise.all(
      ['csv', 'jsonl'].map((format) => installation.as(who).get(`/v1/decisions/export?format=${format}`)),
    );
    for (const { status, text } of files) expect([status, text.includes('write_down')]).toEqual([200, true]);
    return [...replies, ...files].map(({ text }) => text).join('\n');
  };

  test('is in full where it is signed, and masked in every list and history', async () => {
    const [operator, lead] = [installation.as('operator'), installation.as('support_lead')];
    const { id } = await installation.agent.submit(saying(TEXT));
    const shown = await operator.ticket(id);
    expect([shown.proposal.request.text, shown.toolCall.arguments.text, shown.customerRef]).toEqual([TEXT, TEXT, TEXT]);
    expect(JSON.parse(shown.signedContent).arguments.text).toBe(TEXT);

    await ok(operator.verb('escalate', shown, { note: TEXT }));
    const revised = await ok(lead.revise(shown, { draft: { answer: `${TEXT} Bye.` }, note: TEXT }));
    await ok(operator.approve(await operator.ticket(id), { note: TEXT }));
    expect(await listsOf('auditor')).not.toMatch(LEAKS);
    expect(revised.requestExcerpt).toBe('I am [e-mail], my card is [card …1111], my account [IBAN …6819].');
  });

  test('in what a tool answers, or refuses with, is masked in lists, in the record and in its exports', async () => {
    const operator = installation.as('operator');
    const { id } = await installation.agent.submit(saying(`${TEXT} Again.`));
    const { execution } = await ok(operator.approve(await operator.ticket(id)));
    installation.tools.refuseWith(`No card of ${MAIL} is ${CARD}`);
    await installation.execute(execution.id);
    expect((await operator.ticket(id)).execution).toMatchObject({
      state: 'failed',
      error: 'HTTP 422: No card of [e-mail] is [card …1111]',
    });
    expect(await listsOf('operator')).not.toMatch(LEAKS);
    expect(await whatIsOnRecord(installation)).not.toMatch(LEAKS);
    for (const format of ['jsonl', 'csv']) {
      const { status, text } = await installation.as('auditor').get(`/v1/audit-log/export?format=${format}`);
      expect([status, text.includes(id), LEAKS.test(text)]).toEqual([200, true, false]);
    }
  });

  test('of another ticket of the same customer is masked, and the customer’s tickets are still found', async () => {
    const operator = installation.as('operator');
    const { id } = await installation.agent.submit(saying(`${TEXT} Once more.`));
    const same = { ...saying(`${TEXT} Once more.`), toolCall: { name: 'write_down', arguments: { text: MAIL } } };
    const other = await installation.agent.submit(same);
    const shown = await operator.ticket(other.id);
    expect(shown.customerHistory.map((past: Answer) => past.id)).toEqual([id]);
    expect(JSON.stringify(shown.customerHistory)).not.toMatch(LEAKS);
    const found = await ok(operator.get(`/v1/tickets?customerRef=${encodeURIComponent(same.request.customerRef)}`));
    expect(found.data.map((ticket: Answer) => ticket.id).sort()).toEqual([id, other.id].sort());
  });

  test('at the cut of an excerpt is not cut into something that no longer looks like it', async () => {
    const { id } = await installation.agent.submit({ ...saying(`${'x '.repeat(114)}${CARD}`) });
    const { requestExcerpt } = (await ok(installation.as('auditor').get('/v1/tickets?limit=100'))).data.find(
      (ticket: Answer) => ticket.id === id,
    );
    expect(requestExcerpt).not.toMatch(/4111/);
    expect(requestExcerpt).toMatch(/x \[card …11/);
  });
});

describeWithOutsideData('pii-sentences/sentences.jsonl', 'sentences with invented personal data', (path) => {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  const sentences = lines.map((line) => JSON.parse(line) as Sentence);

  test.each([
    ['card', 0.98, 0.98],
    ['iban', 0.98, 0.98],
    ['email', 0.98, 0.98],
    ['ssn', 0.98, 0.98],
    ['ip', 0.95, 0.95],
    ['phone', 0.85, 0.95],
  ] as const)('%s: recall of %s or more, and precision of %s or more', (type, leastRecall, leastPrecision) => {
    const { recall, precision, ...score } = recognised(sentences, type);
    process.stdout.write(
      `${type}: recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}, ${JSON.stringify(score)}\n`,
    );
    expect(recall).toBeGreaterThanOrEqual(leastRecall);
    expect(precision).toBeGreaterThanOrEqual(leastPrecision);
  });

  test('leave none of it in logs, lists and the audit log, and nothing at all of any kind in the audit log', async () => {
    const installation = await startInstallation();
    await installation.registerTool('write_down');
    const process = BuiltProcess.start('api/src/main.js', {
      env: { DATABASE_URL: installation.database.appUrl, LOG_LEVEL: 'trace', PORT: '0' },
    });
    try {
      const url = await process.says(/listens on (\S+)/);
      const [agent, operator] = [installation.agent.at(() => url), installation.as('operator').at(() => url)];
      const some = sentences.filter(({ spans }) => spans.length > 0);
      const found = sentences.flatMap(({ text }) =>
        findPersonalData(text).map(({ start, end }) => text.slice(start, end)),
      );
      expect(found.length).toBeGreaterThan(190);
      const lists: string[] = [];
      for (let n = 0; n < some.length; n += 16) {
        const ids = await Promise.all(
          some.slice(n, n + 16).map(async ({ text }) => (await agent.submit(saying(text))).id as string),
        );
        const note = some[n]!.text;
        const ticket = await operator.ticket(ids[0]!);
        expect((await operator.reject(ticket, 'other', { note })).status).toBe(200);
        // Where an address may quote a customer: the filter of a list, and a path that is nowhere.
        await operator.get(`/v1/tickets?customerRef=${encodeURIComponent(note)}`);
        await operator.get(`/v1/nowhere/${encodeURIComponent(note)}`);
        lists.push((await operator.get('/v1/tickets?sort=-createdAt&limit=16')).text);
      }
      lists.push(
        (await operator.get('/v1/approvals?limit=100')).text,
        (await operator.get('/v1/audit-entries?limit=100')).text,
      );
      await process.end('SIGTERM');

      const leaked = (where: string, values: string[]) =>
        [...new Set(values)].filter((value) => where.includes(JSON.stringify(value).slice(1, -1)));
      expect(leaked(lists.join('\n'), found)).toEqual([]);
      expect(leaked(process.stderr + process.stdout, found)).toEqual([]);
      // The audit log holds no sentence of anybody's, so names and addresses, which have no form, are not in it either.
      const record = await whatIsOnRecord(installation);
      const everything = some
        .flatMap(({ spans }) => spans.map(({ value }) => value))
        .filter((value) => value.length > 5);
      expect(leaked(record, [...found, ...everything, ...some.map(({ text }) => text)])).toEqual([]);
    } finally {
      await process.end('SIGKILL');
      await installation.stop();
    }
  });
});
