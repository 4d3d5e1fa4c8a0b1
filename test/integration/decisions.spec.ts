import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CURRENCY_EXPONENTS } from '../../api/src/approvals/rules/currencies.js';
import { moneyOf } from '../../api/src/approvals/rules/money.js';
import { canonicalJson } from '../../api/src/platform/json/canonical.js';
import { wordQuery } from '../../api/src/tickets/rules/words.js';
import { FILL } from '../../bench/archive/fill-statement.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok } from '../support/installation-http.js';
import { lockAccount, question, type RefundOptions, refund } from '../support/installation-proposals.js';
import { parseCsv } from '../support/parse-csv.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

const search = async (query = ''): Promise<Answer> => ok(installation.as('auditor').get(`/v1/decisions?${query}`));
const found = async (query = ''): Promise<string[]> =>
  (await search(`limit=100&${query}`)).data.map(({ ticketId }: Answer) => ticketId);

/** A refund that was approved and has run. @returns the ticket's id */
async function refunded(options: RefundOptions = {}, note?: string): Promise<string> {
  const { id } = await installation.agent.submit(refund(options));
  const operator = installation.as('operator');
  let answer = await ok(operator.approve(await operator.ticket(id), { note }));
  const lead = installation.as('support_lead');
  if (!answer.execution) answer = await ok(lead.approve(await lead.ticket(id)));
  await installation.execute(answer.execution.id);
  return id;
}

async function rejected(): Promise<string> {
  const { id } = await installation.agent.submit(lockAccount());
  const lead = installation.as('support_lead');
  await ok(lead.reject(await lead.ticket(id), 'unsafe', { note: 'Mail to jo@example.org first' }));
  return id;
}

describe('what was decided', () => {
  const all: Record<string, string> = {};
  beforeAll(async () => {
    all.small = await refunded({ amount: '4200' }, 'Cancellation letter checked');
    all.large = await refunded({ amount: '498000', customer: 'cus_81' });
    all.yen = await refunded({ amount: '9000', currency: 'JPY' });
    all.dinar = await refunded({ amount: '12345', currency: 'KWD' });
    all.rejected = await rejected();
    all.answered = (await installation.agent.submit(question())).id;
    all.pending = (await installation.agent.submit(refund())).id;
  });

  test('who approved the largest refund, and under which policy, is the first row by amount', async () => {
    const { data, cutOff } = await search('sort=-amount&tool=issue_refund&currency=EUR&limit=1');
    expect(cutOff).toBe(false);
    expect(data[0]).toMatchObject({
      ticketId: all.large,
      amount: { minor: '498000', currency: 'EUR' },
      toolCall: { name: 'issue_refund' },
      ticketState: 'approved',
      executionState: 'succeeded',
      routingPolicyVersion: 1,
      signOffPolicyVersion: 1,
      signatures: [
        { personId: installation.as('operator').id, roles: ['operator'], verdict: 'approve' },
        { personId: installation.as('support_lead').id, roles: ['support_lead'], verdict: 'approve' },
      ],
    });
  });

  test('is everything that has ended, newest first, and nothing that waits', async () => {
    expect(await found()).toEqual([all.answered, all.rejected, all.dinar, all.yen, all.large, all.small]);
  });

  test.each<[string, () => string, string[]]>([
    ['outcome', () => 'outcome=rejected', ['rejected']],
    ['outcome of a run', () => 'outcome=succeeded', ['dinar', 'yen', 'large', 'small']],
    ['person', () => `personId=${installation.as('support_lead').id}`, ['rejected', 'yen', 'large']],
    ['role', () => 'role=support_lead', ['rejected', 'yen', 'large']],
    ['person in another role', () => `personId=${installation.as('support_lead').id}&role=operator`, []],
    ['tool', () => 'tool=change_account_state', ['rejected']],
    ['currency', () => 'currency=JPY', ['yen']],
    ['amount from', () => 'currency=EUR&amountFrom=4200&amountTo=4200', ['small']],
    ['amount beyond', () => 'currency=EUR&amountFrom=4201&amountTo=497999', []],
    ['amount whose hundredths are rounded', () => 'currency=KWD&amountFrom=12345&amountTo=12345', ['dinar']],
    ['amount beside it, of the same hundredths', () => 'currency=KWD&amountFrom=12346&amountTo=12346', []],
    ['largest amount there can be', () => `currency=JPY&amountTo=${'9'.repeat(19)}`, ['yen']],
    ['words of a signature', () => 'text=LETTER%20checked', ['small']],
    ['customer', () => 'text=cus_81', ['large']],
    ['words in any order, by their beginnings', () => 'text=checked%20cancel', ['small']],
    ['a word in quotes, as it is', () => 'text=%22letter%22', ['small']],
    ['a beginning in quotes, which is no word', () => 'text=%22cancel%22', []],
    ['words of which one is missing', () => 'text=letter%20zebra', []],
    ['words of the request', () => 'text=change%20my%20address', ['answered']],
    ['a wildcard as the sign that it is', () => 'text=%25', []],
    ['policy version', () => 'routingPolicyVersion=1&outcome=rejected', ['rejected']],
    ['policy version that was not in force', () => 'signOffPolicyVersion=2', []],
    ['a time that is over', () => 'to=2020-01-01T00:00:00Z', []],
    ['amount and time together', () => 'from=2020-01-01T00:00:00Z&currency=EUR', ['large', 'small']],
  ])('is found by %s', async (_, query, names) => {
    expect(await found(query())).toEqual(names.map((name) => all[name]));
    expect((await found(`sort=-amount&${query()}`)).sort()).toEqual(
      names
        .map((name) => all[name]!)
        .filter((id) => id !== all.rejected && id !== all.answered)
        .sort(),
    );
  });

  test('is found by the number that people say', async () => {
    const { data } = await search(`text=T-${(await installation.as('auditor').ticket(all.yen!)).number}`);
    expect(data.map(({ ticketId }: Answer) => ticketId)).toEqual([all.yen]);
  });

  test('is masked as in every list', async () => {
    const { data } = await search('outcome=rejected');
    expect(data[0].signatures[0].note).toBe('Mail to [e-mail] first');
  });

  test.each([
    'amountFrom=1',
    'currency=XXX',
    'currency=EUR&amountTo=1.5',
    'outcome=nice',
    'routingPolicyVersion=one',
    'sort=amount',
    'colour=red',
    `text=${'x'.repeat(201)}`,
    'from=yesterday',
  ])('is not asked for by %s', async (query) => {
    expect((await installation.as('auditor').get(`/v1/decisions?${query}`)).status).toBe(400);
    expect((await installation.as('auditor').get(`/v1/decisions/export?${query}`)).status).toBe(400);
  });

  test('is exported as it is on the screen', async () => {
    const query = 'tool=issue_refund&sort=-amount';
    const ids = await found(query);
    const lines = (await installation.as('auditor').get(`/v1/decisions/export?format=jsonl&${query}`)).text;
    const { data } = await search(`limit=100&${query}`);
    expect(
      lines
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(data);
    const csv = (await installation.as('auditor').get(`/v1/decisions/export?format=csv&${query}`)).text;
    const [head, ...rows] = parseCsv(csv.replace(/^\ufeff/, ''));
    const cells = (name: string) => rows.map((row) => row[head!.indexOf(name)]);
    expect(cells('ticketId')).toEqual(ids);
    expect(cells('amountMinor')[ids.indexOf(all.large!)]).toBe('498000');
    expect(cells('signedBy')[ids.indexOf(all.large!)]).toMatch(/\(operator\); .* \(support_lead\)$/);
  });

  test('keeps its place and loses its amount and its words when it is erased, and none come back', async () => {
    const id = await refunded({ amount: '4999', currency: 'CHF' }, 'Hedgehog seen');
    expect(await found('currency=CHF')).toEqual([id]);
    const gather = `INSERT INTO ticket_words SELECT id, resolved_at, words_of_ticket(id) FROM ticket WHERE id = '${id}'`;
    await installation.sql(gather);
    expect(await found('text=hedgehog')).toEqual([id]);
    await ok(installation.as('admin').post(`/v1/tickets/${id}/erase`, { reason: 'Asked for by the customer' }));
    expect(await found('currency=CHF')).toEqual([]);
    expect(await found('text=hedgehog')).toEqual([]);
    expect(await installation.sql('SELECT ticket_id FROM ticket_words WHERE ticket_id = $1', [id])).toEqual([]);
    await expect(installation.sql(gather)).rejects.toThrow('what was erased');
    const [item] = (await search('limit=1')).data;
    expect(item).toMatchObject({ ticketId: id, erased: true, amount: null, toolCall: { arguments: {} } });
    expect(item.signatures).toHaveLength(1);
  });
});

describe('words as the database parts them', () => {
  test('are those that a search is read as, whatever the text', async () => {
    const unit = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 1 }),
      fc.constantFrom(...`aZ0_-"' .,%、“환불é\u00a0\u3000！１`),
    );
    const texts = fc
      .sample(fc.string({ unit, maxLength: 60 }), 400)
      .filter((text) => !text.includes('\u0000') && text.isWellFormed());
    const rows = await installation.sql(
      'SELECT words_in(x.t) AS words, lower(x.t) AS lower FROM unnest($1::text[]) WITH ORDINALITY AS x(t, n) ORDER BY n',
      [texts],
    );
    const read = ({ lower }: Answer) =>
      (wordQuery(lower.replaceAll('"', ' ')) ?? '')
        .split(' & ')
        .flatMap((word) => /^'(.*)':\*$/u.exec(word)?.[1] ?? []);
    expect(rows.map(({ words }) => [...words].sort())).toEqual(rows.map((row) => read(row).sort()));
    expect(rows.filter(({ words }) => words.length > 1).length).toBeGreaterThan(50);
  });
});

describe('words that are gathered while their ticket is being erased', () => {
  test('are gone with it, whoever comes first', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 6; n += 1) ids.push(await refunded({}, `Hedgehog ${n}`));
    // Old enough to be gathered now.
    await installation.sql(`UPDATE ticket SET resolved_at = resolved_at - interval '1 minute' WHERE id = ANY($1)`, [
      ids,
    ]);
    const erase = (id: string) => ok(installation.as('admin').post(`/v1/tickets/${id}/erase`, { reason: 'Asked for' }));
    await Promise.all([...ids.map(erase), installation.gatherWords(), ...ids.map(() => installation.gatherWords())]);
    await installation.gatherWords();
    const left = await installation.sql('SELECT ticket_id FROM ticket_words WHERE ticket_id = ANY($1)', [ids]);
    expect(left).toEqual([]);
    expect(await found('text=hedgehog')).toEqual([]);
  });
});

describe('the amount that the index works out', () => {
  const digits = fc.oneof(
    fc.bigInt(0n, 10n ** 19n).map(String),
    fc.constantFrom(
      '',
      '-1',
      '1.5',
      '007',
      '1e3',
      ' 1',
      '9223372036854775807',
      '9223372036854775808',
      '99999999999999999999',
    ),
  );
  const amount = fc.oneof(
    digits,
    fc.nat(),
    fc.maxSafeInteger(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constant([]),
  );
  const currency = fc.oneof(fc.constantFrom(...CURRENCY_EXPONENTS.keys()), fc.constantFrom('XXX', 'eur', '', 7, null));
  const args = fc.record({ amount_minor: amount, currency, reason: fc.string() }, { requiredKeys: [] });

  test('is the money that the rules read', async () => {
    const many = fc.sample(args, { numRuns: 3_000, seed: 1 }).filter((one) => !JSON.stringify(one).includes('\\u0000'));
    const texts = many.flatMap((one) => {
      try {
        return [canonicalJson(one)];
      } catch {
        return [];
      }
    });
    expect(texts.length).toBeGreaterThan(1_500);
    const rows = await installation.sql(
      'SELECT amount_hundredths(t)::text AS hundredths FROM unnest($1::text[]) WITH ORDINALITY AS x(t, n) ORDER BY n',
      [texts],
    );
    const read = texts.map((text) => moneyOf(JSON.parse(text))?.hundredths.toString() ?? null);
    expect(rows.map(({ hundredths }) => hundredths)).toEqual(read);
    // None that are sums of money would prove nothing.
    expect(read.filter((one) => one !== null).length).toBeGreaterThan(100);
  });

  test.each([...CURRENCY_EXPONENTS.keys()])('is known of %s', async (code) => {
    const text = canonicalJson({ amount_minor: '12345', currency: code });
    const [row] = await installation.sql('SELECT amount_hundredths($1)::text AS hundredths', [text]);
    expect(row!.hundredths).toBe(moneyOf(JSON.parse(text))!.hundredths.toString());
  });
});

describe('a search through a long past', () => {
  const TICKETS = 26_000;
  /** The one far back that is about payment pay_1. */
  let rare: string[];

  beforeAll(async () => {
    const { id: agentId, keyId } = installation.agent;
    const people = [installation.as('operator').id];
    await installation.sql(FILL.text, [0, TICKETS - 1, TICKETS, agentId, keyId, people]);
    await installation.sql('ANALYZE ticket, revision, sign_off');
    const far = await installation.sql(
      `SELECT t.id FROM ticket t JOIN revision r ON r.ticket_id = t.id WHERE t.resolved_at IS NOT NULL
         AND r.arguments_raw LIKE '%"pay_1"%'`,
    );
    rare = far.map(({ id }) => id as string);
    // As after an upgrade: nobody gathered words yet.
    await installation.sql('UPDATE words_gathered SET until = (SELECT min(resolved_at) FROM ticket)');
  }, 120_000);

  test('stops where it has looked through enough, says so, and goes on from there', async () => {
    const first = await search('text=%22pay_1%22');
    expect(first).toMatchObject({ data: [], cutOff: true, nextCursor: expect.any(String) });
    const second = await search(`text=%22pay_1%22&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ cutOff: false, nextCursor: null });
    expect(second.data.map(({ ticketId }: Answer) => ticketId)).toEqual(rare);
  });

  test('is not cut off in an export', async () => {
    const { text } = await installation.as('auditor').get('/v1/decisions/export?format=jsonl&text=%22pay_1%22');
    const lines: string[] = text.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).ticketId)).toEqual(rare);
  });

  test('finds words at once when they were gathered, however far back', async () => {
    await installation.gatherWords();
    const answer = await search('text=%22pay_1%22');
    expect(answer).toMatchObject({ cutOff: false, nextCursor: null });
    expect(answer.data.map(({ ticketId }: Answer) => ticketId)).toEqual(rare);
    expect(await search('text=zebra')).toMatchObject({ data: [], cutOff: false, nextCursor: null });
    // Words that many have are walked to, as they were.
    expect(await search('text=charged%20twice')).toMatchObject({ cutOff: false, nextCursor: expect.any(String) });
    const entries = await ok(installation.as('auditor').get('/v1/audit-entries?text=%22pay_1%22&limit=100'));
    expect(entries).toMatchObject({ cutOff: false, nextCursor: null });
    const of = new Set(entries.data.map(({ subject }: Answer) => subject));
    expect(of).toEqual(new Set(rare.map((id) => `ticket:${id}`)));
  });

  test('meets each once on the way, also where many have the same amount', async () => {
    const days = 86_400_000;
    const from = new Date(Date.now() - 7 * days).toISOString();
    for (const query of ['sort=-decidedAt', 'sort=-amount&currency=EUR', `sort=-amount&from=${from}`]) {
      const met: string[] = [];
      let cursor = '';
      for (let page = 0; page < 4; page += 1) {
        const answer = await search(`limit=60&${query}${cursor}`);
        expect([query, page, answer.data.length, answer.cutOff]).toEqual([query, page, 60, false]);
        met.push(...answer.data.map(({ ticketId }: Answer) => ticketId));
        cursor = `&cursor=${answer.nextCursor}`;
      }
      expect(met).toHaveLength(240);
      expect(new Set(met).size).toBe(240);
    }
  });
});
