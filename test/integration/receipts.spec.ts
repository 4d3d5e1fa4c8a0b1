import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok, type Reply } from '../support/installation-http.js';
import { refund } from '../support/installation-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

/** The entry that an answer's receipt names, as the database has it. */
async function entryOf({ receipt }: Answer): Promise<Answer> {
  const [entry] = await installation.sql(
    `SELECT action, actor, subject, encode(hash, 'hex') AS hash FROM audit_entry WHERE id = $1`,
    [receipt.entryId],
  );
  expect(entry.hash).toBe(receipt.entryHash);
  return entry;
}

const soon = (): string => new Date(Date.now() + 60_000).toISOString();

type Deed = (ticket: Answer) => Promise<Reply>;

/** Approves it, and then takes that back. */
async function takeBack(ticket: Answer): Promise<Reply> {
  const operator = installation.as('operator');
  const { revision, contentHash } = await ok(operator.approve(ticket));
  return operator.verb('revoke', ticket, { revision, contentHash, note: 'Not yet.' });
}

const DEEDS: Record<string, [action: string, deed: Deed]> = {
  claim: ['ticket.claimed', (ticket) => installation.as('operator').verb('claim', ticket)],
  release: [
    'ticket.released',
    async (ticket) => {
      await ok(installation.as('operator').verb('claim', ticket));
      return installation.as('operator').verb('release', ticket);
    },
  ],
  snooze: ['ticket.snoozed', (ticket) => installation.as('operator').verb('snooze', ticket, { until: soon() })],
  escalate: ['ticket.escalated', (ticket) => installation.as('operator').verb('escalate', ticket, { note: 'Look' })],
  'hand over': [
    'ticket.handed_over',
    (ticket) => installation.as('operator').verb('hand-over', ticket, { queue: 'leads' }),
  ],
  revise: ['revision.made', (ticket) => installation.as('operator').revise(ticket, { draft: { answer: 'Shorter.' } })],
  approve: ['sign_off.given', (ticket) => installation.as('operator').approve(ticket)],
  revoke: ['ticket.revoked', takeBack],
  reject: ['sign_off.given', (ticket) => installation.as('operator').reject(ticket)],
};

describe('the receipt of a decision', () => {
  test.each(Object.entries(DEEDS))('to %s is that of its own entry', async (_, [action, deed]) => {
    const { id } = await installation.agent.submit(refund());
    const answer = await ok(deed(await installation.as('operator').ticket(id)));
    expect(await entryOf(answer)).toMatchObject({
      action,
      actor: `person:${installation.as('operator').id}`,
      subject: `ticket:${id}`,
    });
  });

  test('of a proposal is that it was received, each its own, also where many come at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 24 }, () => installation.agent.submit(refund())));
    for (const answer of answers) {
      expect(await entryOf(answer)).toMatchObject({ action: 'proposal.received', subject: `ticket:${answer.id}` });
    }
  });

  test('to take a proposal back is the same when it is taken back again, which does nothing', async () => {
    const { id } = await installation.agent.submit(refund());
    const answer = await ok(installation.agent.withdraw(id));
    expect(await entryOf(answer)).toMatchObject({ action: 'proposal.withdrawn', subject: `ticket:${id}` });
    expect(await ok(installation.agent.withdraw(id))).toEqual(answer);
  });

  test('goes to whoever decided, also where many decide at the same moment', async () => {
    const ids = await Promise.all(
      Array.from({ length: 24 }, async () => (await installation.agent.submit(refund())).id),
    );
    const operator = installation.as('operator');
    const tickets = await Promise.all(ids.map((id) => operator.ticket(id)));
    const answers = await Promise.all(
      tickets.map((ticket, i) => ok(i % 2 ? operator.approve(ticket) : operator.reject(ticket))),
    );
    for (const [i, answer] of answers.entries()) {
      expect(await entryOf(answer)).toMatchObject({ action: 'sign_off.given', subject: `ticket:${ids[i]}` });
    }
  });
});
