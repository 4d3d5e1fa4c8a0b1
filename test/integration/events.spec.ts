import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { ok, outcome } from '../support/installation-http.js';
import { question, refund } from '../support/installation-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

const tell = (id: string, body: object) => installation.agent.tell(id, body);
const keptOf = async (id: string) => (await ok(installation.as('auditor').get(`/v1/tickets/${id}/events`))).data;
const HOUR_MS = 3_600_000;

describe('what a user did with an answer', () => {
  test('is kept beside what the answer said then, and read oldest first', async () => {
    const { id } = await installation.agent.submit(refund());
    const [shown] = (await ok(tell(id, { type: 'shown' }))).data;
    expect(shown).toMatchObject({ type: 'shown', isNew: true });
    await ok(installation.as('operator').reject(await installation.as('operator').ticket(id), 'not_justified'));
    const at = new Date(Date.now() + 60_000).toISOString();
    await ok(tell(id, { type: 'complained', at, text: 'Still no money' }));
    await ok(tell(id, { events: [{ type: 'opened_citation', citation: 'kb:refunds#1' }, { type: 'asked_human' }] }));
    const waiting = { status: 'needs_review', reasonCode: 'POLICY_RESTRICTED', nextAction: 'ask_human', revision: 1 };
    const refused = { status: 'blocked', reasonCode: 'POLICY_RESTRICTED', nextAction: 'view_policy_doc', revision: 1 };
    const none = { citation: null, text: null };
    const kept = await keptOf(id);
    expect(kept).toHaveLength(4);
    expect(kept[0]).toMatchObject({ id: shown.id, type: 'shown', at: shown.at, ...waiting, ...none });
    expect(kept.slice(1, 3)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: 'opened_citation', citation: 'kb:refunds#1', ...refused }),
        expect.objectContaining({ type: 'asked_human', ...refused, ...none }),
      ]),
    );
    expect(kept[3]).toMatchObject({ type: 'complained', at, text: 'Still no money', ...refused });
  });

  test('counts once, however often and by how many at once it is told', async () => {
    const { id } = await installation.agent.submit(question());
    const event = { type: 'acted', id: 'click-1', text: 'Paid it' };
    const told = await Promise.all(Array.from({ length: 8 }, () => ok(tell(id, event))));
    expect(told.filter(({ data }) => data[0].isNew)).toHaveLength(1);
    expect(new Set(told.map(({ data }) => data[0].id))).toEqual(new Set(['click-1']));
    expect(await keptOf(id)).toHaveLength(1);
    // Another event under that name is refused, and nothing that came with it is kept.
    const other = {
      events: [
        { type: 'resolved', id: 'click-2' },
        { ...event, type: 'abandoned' },
      ],
    };
    expect(await outcome(tell(id, other))).toEqual({ status: 422, code: 'event_id_reused' });
    const later = { ...event, at: new Date(Date.now() + 60_000).toISOString() };
    expect(await outcome(tell(id, later))).toEqual({ status: 422, code: 'event_id_reused' });
    expect(await keptOf(id)).toHaveLength(1);
  });

  test('is the business of the agent that made the proposal', async () => {
    const { id } = await installation.agent.submit(question());
    const other = await installation.addAgent('another-desk');
    expect(await outcome(other.tell(id, { type: 'shown' }))).toEqual({ status: 404, code: 'not_found' });
  });

  test('can’t be what it can’t be: a sentence says which, and nothing of it is kept', async () => {
    const { id } = await installation.agent.submit(question());
    const before = new Date(Date.now() - HOUR_MS).toISOString();
    const after = new Date(Date.now() + HOUR_MS).toISOString();
    for (const [body, path] of [
      [{}, 'type'],
      [{ type: 'liked' }, 'type'],
      [{ type: 'shown', at: 'yesterday' }, 'at'],
      [{ type: 'shown', at: before }, 'at'],
      [{ type: 'shown', at: after }, 'at'],
      [{ type: 'shown', citation: 'kb:1' }, 'citation'],
      [{ type: 'shown', id: 'two words' }, 'id'],
      [{ type: 'complained', text: 'x'.repeat(4001) }, 'text'],
      [{ type: 'shown', by: 'me' }, 'by'],
      [{ events: [{ type: 'shown' }, { type: 'acted', at: after }] }, 'events.1.at'],
      [{ events: ['a', 'a'].map((name) => ({ type: 'shown', id: name })) }, 'events.1.id'],
      [{ events: Array.from({ length: 51 }, () => ({ type: 'shown' })) }, 'events'],
      [{ events: { type: 'shown' } }, 'events'],
    ] as const) {
      const reply = await tell(id, body);
      expect({ body, status: reply.status, path: reply.body.errors?.[0].path }).toEqual({ body, status: 400, path });
    }
    expect(await keptOf(id)).toEqual([]);
  });

  test('is bounded: what is over five hundred is refused, and what is known is still answered', async () => {
    const { id } = await installation.agent.submit(question());
    const batch = (from: number) => ({
      events: Array.from({ length: 50 }, (_, n) => ({ type: 'shown', id: `e-${from + n}` })),
    });
    for (let from = 0; from < 500; from += 50) await ok(tell(id, batch(from)));
    expect(await outcome(tell(id, { type: 'acted' }))).toEqual({ status: 409, code: 'too_many_events' });
    expect((await ok(tell(id, batch(0)))).data.every(({ isNew }: { isNew: boolean }) => !isNew)).toBe(true);
    expect(await keptOf(id)).toHaveLength(500);
  });

  test('can’t be changed by whoever serves the API, nor by the schema’s owner', async () => {
    const { id } = await installation.agent.submit(question());
    await ok(tell(id, { type: 'complained', text: 'No' }));
    for (const statement of [
      `UPDATE user_event SET body = 'Yes' WHERE ticket_id = '${id}'`,
      `UPDATE user_event SET body = NULL WHERE ticket_id = '${id}'`,
      `DELETE FROM user_event WHERE ticket_id = '${id}'`,
    ]) {
      await expect(installation.sql(statement)).rejects.toThrow('append-only');
    }
  });

  test('loses the user’s words when the ticket is erased, and takes none after that', async () => {
    const { id } = await installation.agent.submit(question());
    await ok(tell(id, { type: 'complained', text: 'I am Ottilie Brandt' }));
    await ok(tell(id, { type: 'opened_citation', citation: 'cus Ottilie Brandt' }));
    await ok(installation.as('admin').post(`/v1/tickets/${id}/erase`, { reason: 'Asked for by the customer' }));
    expect(
      (await keptOf(id)).map(({ type, text, citation }: Record<string, unknown>) => [type, text, citation]),
    ).toEqual([
      ['complained', null, null],
      ['opened_citation', null, null],
    ]);
    const words = { type: 'complained', text: 'Again' };
    expect(await outcome(tell(id, words))).toEqual({ status: 409, code: 'already_erased' });
    await ok(tell(id, { type: 'resolved' }));
  });
});
