import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { entriesMatchStates } from '../support/entries-match-states.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { approved, timePasses } from '../support/installation-executions.js';
import { ok } from '../support/installation-http.js';
import { callOf, question, refund } from '../support/installation-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
  await everythingHappens();
});
afterAll(() => installation.stop());

/** One of every ending, and of every way there. */
async function everythingHappens(): Promise<void> {
  const { agent } = installation;
  const [operator, lead] = [installation.as('operator'), installation.as('support_lead')];
  await installation.registerTool('do_once', { schema: { type: 'object' }, timeoutMs: 2_000, retryClass: 'once' });
  await installation.registerTool('do_again', { schema: { type: 'object' }, timeoutMs: 2_000 });
  await installation.registerTool('look_up', { schema: { type: 'object' }, changesWorld: false, signOff: 'none' });
  await agent.submit(question());
  await agent.submit({ ...question(), toolCall: { name: 'look_up', arguments: {} } });
  await agent.submit({ ...refund(), policy: { decision: 'deny', piiLeakRisk: 'low' } });
  const [rejected, withdrawn, expired] = await Promise.all([1, 2, 3].map(() => agent.submit(refund())));
  await ok(operator.verb('claim', rejected));
  await ok(operator.verb('hand-over', rejected, { queue: 'human_review', note: 'For you' }));
  await ok(operator.verb('escalate', rejected, { note: 'Please look' }));
  await ok(operator.reject(await ok(lead.revise(await lead.ticket(rejected.id), { draft: { answer: 'No.' } }))));
  await ok(agent.withdraw(withdrawn.id));
  await installation.sql('UPDATE ticket SET expires_at = now(), due_at = now() WHERE id = $1', [expired.id]);
  await installation.sweepDeadlines();
  const early = await approved(installation);
  await ok(agent.withdraw(early.id));
  const revoked = await approved(installation);
  const { revision, contentHash } = await lead.ticket(revoked.id);
  await ok(lead.verb('revoke', revoked, { revision, contentHash, note: 'Not yet.' }));
  const refunded = await approved(installation);
  await installation.execute(refunded.execution.id);
  for (const [tool, ...behaviours] of [
    ['do_once', 'drop'],
    ['do_again', 'drop', 'apply'],
    ['do_again', 'refuse'],
  ] as const) {
    const call = await approved(installation, callOf(tool, {}));
    installation.tools.behave(...behaviours);
    await installation.execute(call.execution.id);
    if (behaviours.length === 1) continue;
    await timePasses(installation, call);
    await installation.execute(call.execution.id);
  }
  const returned = await approved(installation);
  await installation.registerTool('issue_refund', { description: 'Another version' });
  await installation.execute(returned.execution.id);
  expect((await lead.ticket(returned.id)).revision).toBe(2);
  await agent.submit(refund());
}

test('where nothing went wrong, everything that stands is on record once and the other way round', async () => {
  expect(await entriesMatchStates(installation.sql)).toEqual([]);
});

/** What somebody with the owner's rights did to a table or to the log behind the product's back. */
const PLANTED: [string, string, string][] = [
  ['an entry is gone', `DELETE FROM audit_entry WHERE action = 'sign_off.given'`, 'a sign-off is given once'],
  [
    'an entry is there twice',
    `INSERT INTO audit_entry (at, actor, action, subject, canonical, hash)
     SELECT at, actor, action, subject, canonical, hash FROM audit_entry WHERE action = 'ticket.rejected'`,
    'a ticket ends once',
  ],
  ['a sign-off is gone', 'DELETE FROM sign_off', 'a sign-off is given once'],
  [
    'a ticket is approved without an entry',
    `UPDATE ticket SET state = 'approved' WHERE state = 'pending_review'`,
    'a ticket is where the last entry left it',
  ],
  [
    'an execution is readied without an entry',
    `INSERT INTO execution SELECT gen_random_uuid(), t.id, 1, tool_name, tool_version, 'ready', 0, 0,
     null, null, x.agent_id, x.subject, x.call_digest, false, null, null, now() FROM execution x, (SELECT id FROM ticket WHERE state = 'rejected' LIMIT 1) t
     WHERE x.state = 'succeeded' LIMIT 1`,
    'an execution is readied by one approval',
  ],
  [
    'an execution succeeded without an entry',
    `UPDATE execution SET state = 'succeeded' WHERE state = 'unknown'`,
    'an execution ended as the last entry says',
  ],
  [
    'an intent is not on record',
    `DELETE FROM audit_entry WHERE action = 'execution.intended'`,
    'an execution that has begun was intended',
  ],
  [
    'an attempt is not on record',
    'UPDATE execution SET attempts = attempts + 1 WHERE intent_at IS NOT NULL',
    'an attempt is intended once',
  ],
  ['a revision is not on record', `DELETE FROM audit_entry WHERE action = 'revision.made'`, 'a later revision is made'],
  [
    'a proposal is not on record',
    `DELETE FROM audit_entry WHERE action = 'proposal.received'`,
    'a proposal is received once',
  ],
  [
    'a policy is not on record',
    `DELETE FROM audit_entry WHERE action = 'routing_policy.added'`,
    'a version of a tool or policy is added once',
  ],
];

const TABLES = ['audit_entry', 'sign_off', 'ticket', 'execution'];

test.each(PLANTED)('finds that %s', async (_, planted, found) => {
  const { sql } = installation;
  await sql('BEGIN');
  try {
    for (const table of TABLES) await sql(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await sql(planted);
    const faults = await entriesMatchStates(sql);
    expect(faults.filter((fault) => fault.startsWith(found))).not.toEqual([]);
  } finally {
    await sql('ROLLBACK');
  }
});
