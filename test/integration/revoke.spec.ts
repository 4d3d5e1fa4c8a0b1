import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { entriesMatchStates } from '../support/entries-match-states.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Approved, actionsSince, approved } from '../support/installation-executions.js';
import { type Answer, ok, outcome, type Reply, send } from '../support/installation-http.js';
import { callOf, question, refund } from '../support/installation-proposals.js';

const NOTE = 'The customer called: it was paid back already.';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterEach(async () => expect(await entriesMatchStates((text) => installation.sql(text))).toEqual([]));
afterAll(() => installation.stop());

async function revoke({ id }: Approved, who = 'operator', more: object = {}): Promise<Reply> {
  const person = installation.as(who as 'operator');
  const { revision, contentHash } = await installation.as('operator').ticket(id);
  return person.verb('revoke', { id }, { revision, contentHash, note: NOTE, ...more });
}

const stateOf = async ({ execution }: Approved): Promise<string> => {
  const [{ state }] = await installation.sql('SELECT state FROM execution WHERE id = $1', [execution.id]);
  return state;
};

describe('an approval that is taken back', () => {
  test('before it runs never runs, and people decide anew, also who took it back', async () => {
    const ticket = await approved(installation);
    const [operator, lead] = [installation.as('operator'), installation.as('support_lead')];
    expect((await lead.ticket(ticket.id)).allowedActions).toEqual(['revoke']);
    const answer = await ok(revoke(ticket, 'support_lead'));
    expect(answer).toMatchObject({ state: 'pending_review', revision: 2, queue: 'human_review', execution: null });
    await installation.execute(ticket.execution.id);
    expect(installation.tools.requestsOf(ticket.execution.id)).toEqual([]);
    expect(await stateOf(ticket)).toBe('revoked');
    expect(await actionsSince(installation, ticket)).toEqual(['ticket.revoked', 'execution.revoked', 'ticket.routed']);
    expect(await installation.agent.answer(ticket.id)).toMatchObject({
      status: 'needs_review',
      nextAction: 'ask_human',
      ticket: { state: 'pending_review', revision: 2 },
      execution: null,
    });

    const seen = await lead.ticket(ticket.id);
    expect(seen.revisions[1].note).toContain(NOTE);
    expect([seen.signatures.given, seen.allowedActions.includes('approve')]).toEqual([[], true]);
    const { execution } = await ok(lead.approve(seen));
    expect(execution.id).not.toBe(ticket.execution.id);
    await installation.execute(execution.id);
    expect(installation.tools.effectsOf(execution.id)).toHaveLength(1);
    expect((await operator.ticket(ticket.id)).state).toBe('approved');
  });

  test('is answered with the receipt of its entry, by whoever signed it too, and may then be rejected', async () => {
    const ticket = await approved(installation);
    const { receipt } = await ok(revoke(ticket));
    const [entry] = await installation.sql(
      `SELECT action, actor, subject, encode(hash, 'hex') AS hash FROM audit_entry WHERE id = $1`,
      [receipt.entryId],
    );
    const operator = installation.as('operator');
    expect(entry).toEqual({
      action: 'ticket.revoked',
      actor: `person:${operator.id}`,
      subject: `ticket:${ticket.id}`,
      hash: receipt.entryHash,
    });
    await ok(operator.reject(await operator.ticket(ticket.id), 'duplicate'));
    expect((await installation.agent.answer(ticket.id)).status).toBe('blocked');
  });

  test('while a worker has it claimed is not sent by that worker', async () => {
    const ticket = await approved(installation);
    await installation.sql(
      `UPDATE execution SET state = 'claimed', fence = fence + 1, lease_until = now() WHERE id = $1`,
      [ticket.execution.id],
    );
    await ok(revoke(ticket));
    await installation.execute(ticket.execution.id);
    expect([await stateOf(ticket), installation.tools.requestsOf(ticket.execution.id)]).toEqual(['revoked', []]);
  });

  test('at the same instant as its intent is taken back or runs, never both', async () => {
    for (let round = 0; round < 4; round += 1) {
      const ticket = await approved(installation);
      const shown = await installation.as('support_lead').ticket(ticket.id);
      const body = { revision: shown.revision, contentHash: shown.contentHash, note: NOTE };
      const [, taken] = await installation.whileLocked({
        lock: 'ticket IN SHARE MODE',
        waiters: 2,
        start: () =>
          Promise.all([
            installation.execute(ticket.execution.id),
            outcome(installation.as('support_lead').verb('revoke', ticket, body)),
          ]),
      });
      const ran = installation.tools.requestsOf(ticket.execution.id).length;
      expect([taken, ran]).toEqual(
        ran === 0 ? [{ status: 200, code: undefined }, 0] : [{ status: 409, code: 'not_revocable' }, 1],
      );
    }
  });
});

describe('nobody takes back', () => {
  test('what has run, what only released an answer, or what no approval stands on', async () => {
    const ran = await approved(installation);
    await installation.execute(ran.execution.id);
    const waiting = await installation.agent.submit(refund());
    const answered = await installation.agent.submit({
      ...question(),
      policy: null,
      draft: { answer: 'A', confidence: 0.1 },
    });
    const operator = installation.as('operator');
    await ok(operator.approve(await operator.ticket(answered.id)));
    for (const { id } of [ran, waiting, answered]) {
      const reply = revoke({ id, execution: { id } });
      expect(await outcome(reply)).toEqual({ status: 409, code: 'not_revocable' });
    }
  });

  test('what they were not shown as it is, or without saying why', async () => {
    const ticket = await approved(installation);
    for (const more of [{ revision: 7 }, { contentHash: 'a'.repeat(64) }])
      expect(await outcome(revoke(ticket, 'operator', more))).toEqual({ status: 409, code: 'stale_revision' });
    for (const note of ['', null, 7, 'n'.repeat(4001)])
      expect(await outcome(revoke(ticket, 'operator', { note }))).toEqual({ status: 400, code: 'validation_failed' });
    expect(await stateOf(ticket)).toBe('ready');
  });

  test('what they could not have signed: refused, and on record', async () => {
    const ticket = await approved(installation);
    for (const who of ['admin', 'auditor', 'legal']) {
      const person =
        who === 'legal' ? await installation.addPerson('lawyer', 'legal') : installation.as(who as 'admin');
      const { revision, contentHash } = await installation.as('operator').ticket(ticket.id);
      const reply = person.verb('revoke', ticket, { revision, contentHash, note: NOTE });
      expect([who, await outcome(reply)]).toEqual([who, { status: 403, code: 'not_allowed_to_sign' }]);
    }
    expect(await actionsSince(installation, ticket)).toEqual(Array(3).fill('sign_off.refused'));
    expect(await stateOf(ticket)).toBe('ready');
  });

  test('what will not run any more because its time is over', async () => {
    const ticket = await approved(installation);
    await installation.sql('UPDATE ticket SET expires_at = now() WHERE id = $1', [ticket.id]);
    expect(await outcome(revoke(ticket))).toEqual({ status: 409, code: 'expired' });
  });
});

describe('what was granted to the agent’s backend', () => {
  let secret: string;
  beforeAll(async () => {
    ({ signingSecret: secret } = await installation.registerTool('move_stock', {
      runner: 'agent',
      schema: { type: 'object' },
      endpoint: { url: 'https://warehouse.internal/moves' },
    }));
  });

  const granted = async (): Promise<Approved & { grant: string }> => {
    const ticket = await approved(installation, callOf('move_stock', { item: randomUUID() }));
    const { grant } = await ok(installation.agent.request('POST', `/v1/proposals/${ticket.id}/grant`));
    return { ...ticket, grant };
  };

  function redeem({ grant }: Answer): Promise<Reply> {
    const raw = JSON.stringify({ grant });
    const [id, at] = [randomUUID(), new Date()];
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, raw),
    };
    return send(`${installation.baseUrl()}/v1/grants/redeem`, 'POST', { raw, headers });
  }

  test('is taken back until it is redeemed, and its grant is then void', async () => {
    const ticket = await granted();
    await ok(revoke(ticket));
    expect(await outcome(redeem(ticket))).toEqual({ status: 409, code: 'grant_void' });
    const body = { executionId: ticket.execution.id, state: 'succeeded' };
    const report = installation.agent.request('POST', `/v1/proposals/${ticket.id}/outcome`, { body });
    expect(await outcome(report)).toEqual({ status: 409, code: 'not_granted' });
  });

  test('is not taken back once it is redeemed, nor by raw SQL', async () => {
    const ticket = await granted();
    await ok(redeem(ticket));
    expect(await outcome(revoke(ticket))).toEqual({ status: 409, code: 'not_revocable' });
    const raw = installation.sql(`UPDATE execution SET state = 'revoked' WHERE id = $1`, [ticket.execution.id]);
    await expect(raw).rejects.toThrow('never revoked');
  });

  test('is redeemed or taken back, never both, where both are asked for at the same instant', async () => {
    const seen = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      const ticket = await granted();
      const shown = await installation.as('operator').ticket(ticket.id);
      const body = { revision: shown.revision, contentHash: shown.contentHash, note: NOTE };
      const asked = [
        () => outcome(installation.as('operator').verb('revoke', ticket, body)),
        () => outcome(redeem(ticket)),
      ];
      if (round % 2) asked.reverse();
      const answers = await installation.whileLocked({
        lock: 'ticket IN SHARE MODE',
        waiters: 2,
        start: () => Promise.all(asked.map((ask) => ask())),
      });
      const [back, used] = round % 2 ? answers.reverse() : answers;
      seen.add(`${back!.code ?? 'taken back'}, ${used!.code ?? 'redeemed'}`);
    }
    expect([...seen].filter((one) => one === 'taken back, redeemed')).toEqual([]);
    for (const one of seen) expect(['not_revocable, redeemed', 'taken back, grant_void']).toContain(one);
  });
});
