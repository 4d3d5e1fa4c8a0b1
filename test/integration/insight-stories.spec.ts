import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok, type Reply } from '../support/installation-http.js';
import { question, refund } from '../support/installation-proposals.js';
import { FROM_EVENTS, fillStories, refillStories } from '../support/stories-from-events.js';

const KEPT = readFileSync(new URL('../../api/src/insights/persistence/count-stories.sql', import.meta.url), 'utf8');
const MINUTE_MS = 60_000;

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

/** Stories of all that was ever taken in, in one order; alike ones together, which a statement may leave to who adds them up. */
async function count(statement: string, knownBy: string | null): Promise<string[]> {
  const values = ['-infinity', 'infinity', null, ['-infinity'], knownBy];
  const alike = new Map<string, number>();
  for (const { n, ...story } of await installation.sql(statement, values)) {
    const told = JSON.stringify(story, Object.keys(story).sort());
    alike.set(told, (alike.get(told) ?? 0) + n);
  }
  return [...alike].map(([told, n]) => `${n} of ${told}`).sort();
}

/** Every moment at which something became known, as text: a Date would drop what is less than a millisecond. */
const moments = async (): Promise<string[]> =>
  (
    await installation.sql(`
      SELECT DISTINCT at::text FROM (
        SELECT received_at AS at FROM user_event UNION ALL SELECT resolved_at FROM ticket UNION ALL SELECT finished_at FROM execution
      ) known WHERE at IS NOT NULL ORDER BY 1`)
  ).map(({ at }) => at);

/** Holds what is kept against what is counted from the events, as it is now and as it was known before some moments. */
async function agrees(cuts: readonly number[]): Promise<void> {
  const known = await moments();
  for (const knownBy of [null, ...cuts.map((cut) => known[Math.floor(cut * known.length)]!)]) {
    expect({ knownBy, stories: await count(KEPT, knownBy) }).toEqual({
      knownBy,
      stories: await count(FROM_EVENTS, knownBy),
    });
  }
}

type Step =
  | { does: 'tell'; events: { type: string; id: string; minutes: number }[] }
  | { does: 'approve' | 'reject' | 'run' | 'revoke' | 'erase' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('tell' as const),
      events: fc.uniqueArray(
        fc.record({
          type: fc.constantFrom(
            ...['shown', 'shown', 'shown', 'acted', 'resolved', 'retried', 'abandoned', 'complained'],
            ...['corrected', 'charged_back', 'refund_reversed', 'opened_citation'],
          ),
          id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
          minutes: fc.integer({ min: -4, max: 4 }),
        }),
        { minLength: 1, maxLength: 4, selector: ({ id }) => id },
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('approve', 'reject', 'run', 'revoke', 'erase') }) },
);

const PROPOSALS = {
  question,
  refund,
  unsure: () => ({ ...question(), draft: { answer: 'Perhaps.', confidence: 0.4 } }),
  denied: () => ({ ...question(), policy: { decision: 'deny', piiLeakRisk: 'low' } }),
};

interface History {
  of: keyof typeof PROPOSALS;
  /** Steps within one round are taken at once, by different callers. */
  rounds: Step[][];
}

const history: fc.Arbitrary<History> = fc.record({
  of: fc.constantFrom(...(['question', 'unsure', 'refund', 'refund', 'denied'] as const)),
  rounds: fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
});

/** What every run meets, whatever chance brings besides: both verdicts, a call that ran, and an event that comes late. */
const EVERYTHING: History[] = [
  {
    of: 'refund',
    rounds: [
      [{ does: 'tell', events: [{ type: 'shown', id: 'a', minutes: 2 }] }],
      [{ does: 'approve' }],
      [{ does: 'run' }],
      [
        {
          does: 'tell',
          events: [
            { type: 'shown', id: 'b', minutes: 1 },
            { type: 'refund_reversed', id: 'c', minutes: 3 },
          ],
        },
      ],
    ],
  },
  { of: 'refund', rounds: [[{ does: 'reject' }, { does: 'tell', events: [{ type: 'acted', id: 'a', minutes: 4 }] }]] },
];

async function revoke(id: string): Promise<Reply> {
  const operator = installation.as('operator');
  const { revision, contentHash } = await operator.ticket(id);
  return operator.verb('revoke', { id }, { revision, contentHash, note: 'Not yet.' });
}

/** Takes one step. Many are refused, for what is not waiting, or running, or told already; that is a history, too. */
async function take(id: string, born: number, taken: Step): Promise<unknown> {
  const operator = installation.as('operator');
  switch (taken.does) {
    case 'tell': {
      const events = taken.events.map(({ minutes, ...event }) => ({
        ...event,
        at: new Date(born + minutes * MINUTE_MS).toISOString(),
      }));
      return installation.agent.tell(id, { events });
    }
    case 'approve':
      return operator.approve(await operator.ticket(id));
    case 'reject':
      return operator.reject(await operator.ticket(id));
    case 'revoke':
      return revoke(id);
    case 'run': {
      const { execution } = await operator.ticket(id);
      return execution && installation.execute(execution.id);
    }
    case 'erase':
      return installation.as('admin').post(`/v1/tickets/${id}/erase`, { reason: 'Asked for by the customer' });
  }
}

test('whatever is told, decided and run, in whatever order and by how many at once, stories are what is counted from it', async () => {
  const fraction = fc.double({ min: 0, max: 0.999, noNaN: true });
  await fc.assert(
    fc.asyncProperty(
      fc.array(history, { minLength: 1, maxLength: 4 }),
      fc.array(fraction, { minLength: 3, maxLength: 3 }),
      async (histories, cuts) => {
        await Promise.all(
          histories.map(async ({ of, rounds }) => {
            const { id } = await installation.agent.submit(PROPOSALS[of]());
            const born = Date.now();
            for (const round of rounds) await Promise.all(round.map((taken) => take(id, born, taken)));
          }),
        );
        await agrees(cuts);
      },
    ),
    { numRuns: 15, examples: [[EVERYTHING, [0.2, 0.5, 0.8]]] },
  );
  const [met] = await installation.sql(`
    SELECT bool_or(verdict = 'approved') AS approved, bool_or(verdict = 'rejected') AS rejected, bool_or(ran) AS ran,
      bool_or(shown_at > changed_at) AS early, bool_or(wrong) AS wrong, bool_or(shown_at IS NULL) AS unseen
    FROM insight_story`);
  expect(Object.values(met as Answer)).toEqual(Array(6).fill(true));
  await refillStories(installation);
  await agrees([0, 0.2, 0.4, 0.6, 0.8, 0.999]);
}, 120_000);

test('an answer that many tell of at once, while it is decided, loses nothing', async () => {
  const operator = installation.as('operator');
  for (const verdict of ['approve', 'reject'] as const) {
    const { id } = await installation.agent.submit(refund());
    const ticket = await operator.ticket(id);
    await Promise.all([
      ok(operator[verdict](ticket)),
      ...['shown', 'acted', 'complained', 'corrected', 'abandoned', 'retried'].map((type) =>
        ok(installation.agent.tell(id, { type })),
      ),
    ]);
    const [story] = await installation.sql('SELECT * FROM insight_story WHERE ticket_id = $1', [id]);
    expect(story).toMatchObject({
      verdict: verdict === 'approve' ? 'approved' : 'rejected',
      ...{ acted_on_low: false, abandoned: true, complained: true, wrong: true, reversed: false, ran: false },
    });
    expect([story!.shown_at, story!.completed_at, story!.retried_at].every((at) => at instanceof Date)).toBe(true);
  }
  await agrees([0.5, 0.999]);
});

test('a decision that was taken back is none any more, and filling once more changes nothing', async () => {
  const operator = installation.as('operator');
  const { id } = await installation.agent.submit(refund());
  await ok(installation.agent.tell(id, { type: 'shown' }));
  await ok(operator.approve(await operator.ticket(id)));
  await ok(revoke(id));
  const all = () => installation.sql('SELECT * FROM insight_story ORDER BY ticket_id');
  const stories = await all();
  expect(stories.find((story) => story.ticket_id === id)).toMatchObject({
    verdict: null,
    verdict_at: expect.any(Date),
  });
  await agrees([]);
  await fillStories(installation);
  expect(await all()).toEqual(stories);
});

test('nobody who serves the API writes a story', async () => {
  const may = await installation.sql(`
    SELECT privilege_type FROM information_schema.role_table_grants
    WHERE table_name = 'insight_story' AND grantee LIKE 'countersign%' AND grantee <> 'countersign_owner'`);
  expect(may).toEqual([{ privilege_type: 'SELECT' }]);
});
