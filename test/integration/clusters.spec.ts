import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { ClusterStore } from '../../api/src/insights/persistence/cluster.store.js';
import { Database } from '../../api/src/platform/database/database.js';
import { HOSTILE } from '../support/hostile-texts.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok, outcome } from '../support/installation-http.js';
import { refund } from '../support/installation-proposals.js';
import { parseCsv } from '../support/parse-csv.js';

let installation: Installation;

const DAY_MS = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
const lead = () => installation.as('support_lead');
const list = () => ok(lead().get('/v1/insights/clusters'));
const one = (id: string) => ok(lead().get(`/v1/insights/clusters/${id}`));
const about = ({ data }: Answer, word: string): Answer =>
  data.find(({ label }: { label: string[] }) => label.includes(word));
const tell = (texts: object[]) => ok(installation.agent.request('POST', '/v1/support-texts', { body: { texts } }));

const TAILS = ['again', 'since Monday', 'please help', 'what now', 'it is urgent'];
const texts = (prefix: string, words: string, days: number[]) =>
  days.map((day, n) => ({
    id: `${prefix}-${n}`,
    text: `${words}, ${TAILS[n % TAILS.length]}`,
    at: ago(day),
    domain: 'payment',
  }));

/** Refunds come evenly for months; locked accounts since a week. */
const REFUNDS = Array.from({ length: 30 }, (_, n) => 2 + n * 4);
const LOCKED = Array.from({ length: 24 }, (_, n) => 0.2 + n * 0.25);

beforeAll(async () => {
  installation = await startInstallation();
  await tell(texts('refund', 'The refund does not show on my statement', REFUNDS));
  await tell(texts('locked', 'My account is locked and the password reset fails', LOCKED));
  await tell([{ id: 'alone', text: 'Xylophones and zeppelins' }]);
  await installation.groupComplaints();
});
afterAll(() => installation.stop());

describe('complaints by what they are about', () => {
  test('are found, named by their words, with the growing ones first', async () => {
    const found = await list();
    expect(found).toMatchObject({ texts: 55, grouped: 54 });
    const [locked, refunds] = [about(found, 'locked'), about(found, 'refund')];
    expect(found.data.map(({ id }: Answer) => id)).toEqual([locked.id, refunds.id]);
    expect(locked).toMatchObject({ size: 24, trend: 'growing', growing: true, domains: [{ of: 'payment', n: 24 }] });
    expect(refunds).toMatchObject({ size: 30, trend: 'steady', growing: false, grewFrom: null });
    const weeks = refunds.weeks.map(({ n }: { n: number }) => n);
    expect(weeks.reduce((sum: number, n: number) => sum + n, 0)).toBe(30);
    expect(new Date(locked.grewFrom).getUTCDay()).toBe(1);
  });

  test('that grow are warning signs, with what could be filed about the domain of most of them', async () => {
    const { growing } = await ok(installation.as('product').get('/v1/insights/flags'));
    expect(growing).toMatchObject([
      { domain: 'payment', lately: expect.any(Number), label: expect.arrayContaining(['locked']) },
    ]);
    // Payment is one of the domains that the default policy sends to people anyway.
    expect(growing[0].mitigations.map(({ notOffered }: Answer) => notOffered)).toEqual([
      'stricter_in_force',
      'stricter_in_force',
      'in_force',
    ]);
  });

  test('have typical quotes without personal data that has a form', async () => {
    const locked = about(await list(), 'locked');
    const story = await one(locked.id);
    // Twenty-four texts say five different things.
    expect(story.quotes).toHaveLength(5);
    expect(story.quotes[0].text).toMatch(/account is locked/);
    await tell(
      Array.from({ length: 6 }, (_, n) => ({
        id: `mail-${n}`,
        text: `Newsletter for ada${n}@example.com`,
      })),
    );
    await installation.groupComplaints();
    const quotes = (await one(about(await list(), 'newsletter').id)).quotes;
    for (const { text } of quotes) expect(text).toBe('Newsletter for [e-mail]');
  });

  test('that grow have what came into force in the week that they grew from, or in the week before', async () => {
    const { id, grewFrom } = about(await list(), 'locked');
    const put = (version: number, days: number) =>
      installation.sql(
        `INSERT INTO prompt (version, document, hash, created_at)
         SELECT $1, document, hash, $2 FROM prompt WHERE version = 1`,
        [version, new Date(Date.parse(grewFrom) + days * DAY_MS)],
      );
    await Promise.all([put(91, -7.5), put(92, -7), put(93, 6.9), put(94, 7)]);
    const { releases } = await one(id);
    const prompts = releases.filter(({ kind }: { kind: string }) => kind === 'prompt');
    expect(
      prompts.map(({ version }: { version: number }) => version).filter((version: number) => version > 90),
    ).toEqual([92, 93]);
    expect((await one(about(await list(), 'refund').id)).releases).toEqual([]);
  });

  test('keep their ids while most of their texts stay', async () => {
    const before = await list();
    await tell(texts('later', 'The refund does not show on my bank statement', [1, 1.5, 2]));
    await installation.groupComplaints();
    const after = await list();
    expect(about(after, 'refund')).toMatchObject({ id: about(before, 'refund').id, size: 33 });
    expect(about(after, 'locked').id).toBe(about(before, 'locked').id);
  });

  test('know of texts about proposals what these were answered, also of what users complained of with an answer', async () => {
    const ids = await Promise.all([1, 2, 3, 4, 5, 6].map(async () => (await installation.agent.submit(refund())).id));
    const words = (n: number) => `Courier broke the parcel, ${TAILS[n % TAILS.length]}`;
    await tell(ids.slice(0, 3).map((proposalId, n) => ({ id: `parcel-${n}`, text: words(n), proposalId })));
    for (const [n, id] of ids.slice(3).entries()) {
      await ok(installation.agent.tell(id, { type: 'complained', text: `My ${words(n)}` }));
    }
    await ok(installation.agent.tell(ids[0]!, { type: 'complained' }));
    await installation.groupComplaints();
    const parcel = about(await list(), 'parcel');
    expect(parcel).toMatchObject({
      size: 6,
      linked: 6,
      reasonCodes: [{ of: 'POLICY_RESTRICTED', n: 6 }],
      routingPolicies: [{ of: 1, n: 6 }],
      domains: [{ of: refund().domain, n: 6 }],
    });
    const told = (await one(parcel.id)).quotes.map(({ textId, ticketId }: Answer) => [
      textId !== null,
      ids.includes(ticketId),
    ]);
    expect(told.filter(([named]: boolean[]) => named)).toHaveLength(3);
    expect(told.every(([, known]: boolean[]) => known)).toBe(true);
  });

  test('show no words of what was erased, at once, and lose it with the next run', async () => {
    const { id, size } = about(await list(), 'refund');
    for (let n = 0; n < 20; n++)
      await ok(installation.as('admin').post('/v1/support-texts/erase', { id: `refund-${n}` }));
    const quoted = (await one(id)).quotes.map(({ textId }: { textId: string }) => textId);
    expect(quoted).not.toContain('refund-0');
    await installation.groupComplaints();
    expect(about(await list(), 'refund')).toMatchObject({ id, size: size - 20 });
  });

  test('go when all of their texts do, and a run of nothing is a run', async () => {
    for (let n = 0; n < 24; n++)
      await ok(installation.as('admin').post('/v1/support-texts/erase', { id: `locked-${n}` }));
    const { id } = about(await list(), 'locked');
    await installation.groupComplaints();
    expect(about(await list(), 'locked')).toBeUndefined();
    expect(await outcome(lead().get(`/v1/insights/clusters/${id}`))).toEqual({ status: 404, code: 'not_found' });
  });

  test('are found among whatever people type, and read as they typed it', async () => {
    const hostile = [...HOSTILE, '\u202egnp.exe', '🙂'.repeat(300), 'ｆｕｌｌ ｗｉｄｔｈ', `${'a'.repeat(3990)} end`];
    const rows = hostile.flatMap((text, n) =>
      [1, 2].map((copy) => ({ id: `hostile-${n}-${copy}`, text: text.slice(0, 4000) })),
    );
    for (let from = 0; from < rows.length; from += 100) await tell(rows.slice(from, from + 100));
    await tell(
      Array.from({ length: 6 }, (_, n) => ({ id: `odd-${n}`, text: `\u202eInvoice\u200b vanished <i>${n}</i>` })),
    );
    await installation.groupComplaints();
    const { quotes } = await one(about(await list(), 'vanished').id);
    expect(quotes.map(({ text }: { text: string }) => text)).toContain('\u202eInvoice\u200b vanished <i>0</i>');
    const lone = '{"texts":[{"id":"lone","text":"\\ud800"}]}';
    for (const raw of [lone, lone.replace('ud800', 'u0000')]) {
      const refused = await installation.agent.request('POST', '/v1/support-texts', { raw });
      expect(refused.status).toBe(400);
    }
  });

  test('come as CSV, a row for each week, with nothing in it that a spreadsheet would run', async () => {
    await tell(Array.from({ length: 5 }, (_, n) => ({ id: `cmd-${n}`, text: `=cmd|' /C calc'!A0 popup ${TAILS[n]}` })));
    await installation.groupComplaints();
    const reply = await lead().get('/v1/insights/clusters?format=csv');
    const [head, ...rows] = parseCsv(reply.text.replace(/^\ufeff/, ''));
    expect(head).toEqual(['cluster', 'label', 'size', 'trend', 'week', 'n']);
    const found = await list();
    const weeks = found.data.reduce((sum: number, { weeks }: Answer) => sum + weeks.length, 0);
    expect(rows).toHaveLength(weeks);
    expect(rows.flat().filter((cell) => /^[=+@|]/.test(cell))).toEqual([]);
    expect(await outcome(lead().get('/v1/insights/clusters?format=xml'))).toMatchObject({ status: 400 });
    expect(await outcome(lead().get('/v1/insights/clusters?by=day'))).toMatchObject({ status: 400 });
  });

  test('are grouped anew when something was erased, soon and not at once', async () => {
    const turns = async () => (await installation.sql('SELECT turn FROM complaint_run'))[0].turn;
    const lookedBefore = (minutes: number) =>
      installation.sql('UPDATE complaint_run SET looked_at = now() - make_interval(mins => $1)', [minutes]);
    // Nothing came lately: all of it as if it had been long ago.
    await installation.sql('ALTER TABLE support_text DISABLE TRIGGER USER');
    await installation.sql(
      `UPDATE support_text SET received_at = now() - interval '1 day', erased_at = erased_at - interval '1 day'`,
    );
    await installation.sql('ALTER TABLE support_text ENABLE TRIGGER USER');
    await installation.sql(`ALTER TABLE user_event DISABLE TRIGGER USER`);
    await installation.sql(`UPDATE user_event SET received_at = now() - interval '1 day'`);
    await installation.sql(`ALTER TABLE user_event ENABLE TRIGGER USER`);
    const before = await turns();
    await lookedBefore(10);
    await installation.sweepClusters();
    expect(await turns()).toBe(before);
    await ok(installation.as('admin').post('/v1/support-texts/erase', { id: 'alone' }));
    await lookedBefore(4);
    await installation.sweepClusters();
    expect(await turns()).toBe(before);
    await lookedBefore(6);
    await installation.sweepClusters();
    expect(await turns()).toBe(before + 1);
  });

  test('are written by whoever has the turn, and by nobody who was overtaken', async () => {
    const pool = new pg.Pool({ connectionString: installation.database.appUrl });
    const store = new ClusterStore(new Database({ driver: { master: pool } } as never));
    await installation.sql(`UPDATE complaint_run SET taken_until = '-infinity', looked_at = NULL`);
    const slow = (await store.takeTurn())!;
    expect(await store.takeTurn()).toBeNull();
    await installation.sql(`UPDATE complaint_run SET taken_until = now() - interval '1 second'`);
    const next = (await store.takeTurn())!;
    const kept = (await list()).data.length;
    expect(kept).toBeGreaterThan(0);
    await store.write(slow.turn, slow.now, 0, [], []);
    expect((await list()).data).toHaveLength(kept);
    await store.write(next.turn, next.now, 0, [], []);
    expect((await list()).data).toEqual([]);
    await pool.end();
  });

  test('are grouped by one worker at a time, and by none when nothing came', async () => {
    const turns = async () => (await installation.sql('SELECT turn FROM complaint_run'))[0].turn;
    await installation.sql(`UPDATE complaint_run SET taken_until = now() + interval '1 minute'`);
    const before = await turns();
    await installation.groupComplaints();
    expect(await turns()).toBe(before);
    await installation.sql(
      `UPDATE complaint_run SET taken_until = '-infinity', looked_at = now() + interval '2 minutes'`,
    );
    await installation.groupComplaints();
    // A day later trends have moved on by themselves.
    expect(await turns()).toBe(before + 1);
  });
});
