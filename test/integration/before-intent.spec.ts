import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { MITIGATIONS, mitigate, type RoutingDocument } from '../../api/src/routing/rules/mitigations.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Approved, actionsSince, approved, timePasses } from '../support/installation-executions.js';
import { ok, outcome } from '../support/installation-http.js';
import { callOf, lockAccount, question, refund } from '../support/installation-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
  await installation.registerTool('do_again', { schema: { type: 'object' } });
});
afterAll(() => installation.stop());

const thePolicy = () => JSON.parse(readFileSync(new URL('../../config/routing-policy.json', import.meta.url), 'utf8'));
const executionOf = async ({ id }: Approved) => (await installation.as('auditor').ticket(id)).execution;

describe('between approval and intent', () => {
  /** The call is not sent; people have to look at a new revision. */
  async function isReturned(ticket: Approved, because: string): Promise<void> {
    await installation.execute(ticket.execution.id);
    expect(installation.tools.requestsOf(ticket.execution.id)).toEqual([]);
    const seen = await installation.as('operator').ticket(ticket.id);
    expect(seen).toMatchObject({ state: 'pending_review', revision: 2, queue: 'human_review', execution: null });
    expect(seen.signatures.given).toEqual([]);
    expect(seen.revisions[1].note).toContain(because);
    expect(seen.revisions[1].madeBy).toEqual({ type: 'system', id: null, name: 'Countersign' });
    const actions = (await actionsSince(installation, ticket)).slice(-3);
    expect(actions).toEqual(['execution.revoked', 'ticket.returned', 'ticket.routed']);
    const [{ state }] = await installation.sql('SELECT state FROM execution WHERE id = $1', [ticket.execution.id]);
    expect(state).toBe('revoked');
  }

  test('a signer who lost access: it is returned', async () => {
    const signer = await installation.addPerson('leaver', 'support_lead');
    const { id } = await installation.agent.submit(lockAccount());
    const shown = await signer.ticket(id);
    await ok(signer.approve(shown));
    const { execution } = await ok(installation.as('operator').approve(shown));
    await ok(installation.as('admin').request('PATCH', `/v1/people/${signer.id}`, { body: { active: false } }));
    await isReturned({ id, execution }, 'sign-offs no longer suffice');
  });

  test('a signer who loses access at the very last moment: it is not sent', async () => {
    const signer = await installation.addPerson('last-moment', 'operator');
    const { id } = await installation.agent.submit(refund());
    const { execution } = await ok(signer.approve(await signer.ticket(id)));
    // The worker has looked and found everything well; its intent is about to be written.
    await installation.whileLocked({
      lock: 'ticket IN SHARE MODE',
      waiters: 1,
      start: () => installation.execute(execution.id),
      meanwhile: async () => {
        await installation.sql('UPDATE person SET active = false WHERE id = $1', [signer.id]);
      },
    });
    expect(installation.tools.requestsOf(execution.id)).toEqual([]);
    await timePasses(installation, { id, execution });
    await isReturned({ id, execution }, 'sign-offs no longer suffice');
  });

  test('a signer who lost the role: it is returned', async () => {
    const signer = await installation.addPerson('changer', 'support_lead');
    const { id } = await installation.agent.submit(refund({ amount: '50001' }));
    const shown = await signer.ticket(id);
    await ok(signer.approve(shown));
    const { execution } = await ok(installation.as('operator').approve(shown));
    await ok(installation.as('admin').request('PATCH', `/v1/people/${signer.id}`, { body: { roles: ['product'] } }));
    await isReturned({ id, execution }, 'sign-offs no longer suffice');
  });

  test('a new version of the tool: it is returned, and what people sign next is the new version', async () => {
    const ticket = await approved(installation, callOf('do_again', {}));
    await installation.registerTool('do_again', { schema: { type: 'object' }, timeoutMs: 2_500 });
    await isReturned(ticket, 'the tool is not the version that was signed');
    const operator = installation.as('operator');
    const { execution } = await ok(operator.approve(await operator.ticket(ticket.id)));
    await installation.execute(execution.id);
    expect(installation.tools.effectsOf(execution.id)).toHaveLength(1);
  });

  test('content that is no longer what was signed: it is returned', async () => {
    const ticket = await approved(installation);
    await installation.sql(`UPDATE proposal SET request = '{"text":"I changed my mind"}' WHERE id = $1`, [ticket.id]);
    await isReturned(ticket, 'the stored content is not what was signed');
  });

  test('an agent that was switched off: it is returned', async () => {
    const agent = await installation.addAgent('retired-desk');
    const { id } = await agent.submit(refund());
    const operator = installation.as('operator');
    const { execution } = await ok(operator.approve(await operator.ticket(id)));
    await installation.sql('UPDATE agent SET active = false WHERE id = $1', [agent.id]);
    await isReturned({ id, execution }, 'the agent is no longer active');
  });

  test('sums that grew past the limit at the same instant: one runs, the other takes a second signature', async () => {
    const customer = 'cus_of_two_halves';
    const halves = [refund({ customer, amount: '30000' }), refund({ customer, amount: '30000' })];
    const shown = await Promise.all(
      halves.map(async (half) => installation.as('operator').ticket((await installation.agent.submit(half)).id)),
    );
    const here = installation.as('operator');
    const there = here.at(await installation.startSecondProcess());
    await there.headers();
    const [one, other] = await installation.whileLocked({
      lock: 'ticket IN SHARE MODE',
      waiters: 2,
      start: () => Promise.all([ok(here.approve(shown[0])), ok(there.approve(shown[1]))]),
    });
    await isReturned(one, 'sign-offs no longer suffice');
    await installation.execute(other.execution.id);
    expect(installation.tools.effectsOf(other.execution.id)).toHaveLength(1);
  });

  test('its expiry: it has expired, and nothing was sent', async () => {
    const ticket = await approved(installation);
    await installation.sql('UPDATE ticket SET expires_at = now() WHERE id = $1', [ticket.id]);
    await installation.execute(ticket.execution.id);
    expect(installation.tools.requestsOf(ticket.execution.id)).toEqual([]);
    expect(await installation.as('operator').ticket(ticket.id)).toMatchObject({
      state: 'expired',
      execution: { state: 'revoked' },
    });
    expect(await actionsSince(installation, ticket)).toEqual(['execution.revoked', 'ticket.expired']);
  });

  test('the agent takes it back at the same instant: it is taken back or it runs, never both', async () => {
    const ticket = await approved(installation);
    const [, taken] = await installation.whileLocked({
      lock: 'ticket IN SHARE MODE',
      waiters: 2,
      start: () =>
        Promise.all([installation.execute(ticket.execution.id), outcome(installation.agent.withdraw(ticket.id))]),
    });
    const ran = installation.tools.requestsOf(ticket.execution.id).length;
    expect([taken.status, ran]).toEqual(taken.status === 200 ? [200, 0] : [409, 1]);
    expect((await installation.agent.answer(ticket.id)).ticket.state).toBe(ran === 0 ? 'withdrawn' : 'approved');
  });

  test('the agent took it back: it never runs', async () => {
    const ticket = await approved(installation);
    await ok(installation.agent.withdraw(ticket.id));
    await installation.execute(ticket.execution.id);
    expect(installation.tools.requestsOf(ticket.execution.id)).toEqual([]);
    expect(await actionsSince(installation, ticket)).toEqual(['proposal.withdrawn', 'execution.revoked']);
  });

  test('a host that is no longer allowed is not called', async () => {
    const ticket = await approved(installation);
    await installation.restart({ COUNTERSIGN_ALLOWED_TOOL_HOSTS: '127.0.0.1:1' });
    await installation.execute(ticket.execution.id);
    await installation.restart();
    expect(installation.tools.requestsOf(ticket.execution.id)).toEqual([]);
    expect(await executionOf(ticket)).toMatchObject({ state: 'failed' });
  });

  test('a host that was never allowed cannot even be registered', async () => {
    const tool = { name: 'exfiltrate', description: '', schema: {}, retryClass: 'once', changesWorld: true };
    for (const url of ['http://169.254.169.254/latest', 'http://127.0.0.1:1/', `file://${installation.tools.host}/`]) {
      const reply = installation.as('admin').post('/v1/tools', { ...tool, endpoint: { url } });
      expect([url, await outcome(reply)]).toEqual([url, { status: 400, code: 'validation_failed' }]);
    }
  });

  describe('of what policy let through and nobody signed', () => {
    const looksUp = (runner: 'countersign' | 'agent') => ({
      schema: { type: 'object' },
      changesWorld: false,
      signOff: 'none',
      runner,
    });
    beforeAll(async () => {
      await installation.registerTool('look_up', looksUp('countersign'));
      await installation.registerTool('look_up_yourself', looksUp('agent'));
      const addresses = { id: 'addresses', title: 'Addresses', content: '# Addresses\n\nUnder Settings.' };
      await ok(installation.as('admin').post('/v1/documents', addresses));
    });
    afterEach(() => installation.addPolicy('routing_policy', thePolicy()));

    let calls = 0;
    const allowed = async (tool: string, citations: string[]): Promise<Approved> => {
      calls += 1;
      const { draft, ...rest } = question();
      const toolCall = { name: tool, arguments: { n: calls } };
      const { id, execution, ticket } = await installation.agent.submit({
        ...rest,
        draft: { ...draft, citations },
        toolCall,
      });
      expect(ticket.state).toBe('auto_allowed');
      return { id, execution };
    };
    const mitigated = (mitigation: (typeof MITIGATIONS)[number]): Promise<number> => {
      const { document } = mitigate(thePolicy(), mitigation, 'faq') as { document: RoutingDocument };
      return installation.addPolicy('routing_policy', document);
    };
    const heldBy = async ({ id }: Approved): Promise<string[]> => {
      const { routingDecision } = await installation.as('operator').ticket(id);
      return routingDecision.conditions
        .filter(({ rule, held }: { rule: string; held: boolean }) => rule === 'review_required_if' && held)
        .map(({ condition }: { condition: string }) => condition);
    };

    test.each(MITIGATIONS)(
      'its domain has %s by now: it waits for people, and its log says why',
      async (mitigation) => {
        const ticket = await allowed('look_up', []);
        await mitigated(mitigation);
        await isReturned(ticket, 'the routing policy in force denies it');
        expect(await heldBy(ticket)).toEqual([
          { block_without_citation: 'uncited_in', mark: 'unsure_domain', safety_hold: 'domain' }[mitigation],
        ]);
      },
    );

    test('its answer cites what opens: no answer without a source does not touch it', async () => {
      const ticket = await allowed('look_up', ['kb:addresses#1']);
      await mitigated('block_without_citation');
      await installation.execute(ticket.execution.id);
      expect(installation.tools.effectsOf(ticket.execution.id)).toHaveLength(1);
    });

    test('its own backend asks for the grant: it gets none', async () => {
      const [cited, uncited] = [
        await allowed('look_up_yourself', ['kb:addresses#1']),
        await allowed('look_up_yourself', ['kb:gone#1']),
      ];
      await mitigated('block_without_citation');
      const grant = ({ id }: Approved) => installation.agent.request('POST', `/v1/proposals/${id}/grant`);
      await ok(grant(cited));
      expect(await outcome(grant(uncited))).toEqual({ status: 409, code: 'not_grantable' });
      expect(await heldBy(uncited)).toEqual(['uncited_in']);
    });
  });

  test('a policy that blocks it by now: it is returned, blocked as it stands', async () => {
    const ticket = await approved(installation);
    const policy = thePolicy();
    policy.risk_routing_policy.hard_block_if.tool_call = ['issue_refund'];
    await installation.addPolicy('routing_policy', policy);
    await isReturned(ticket, 'the routing policy in force denies it');
    expect((await installation.as('operator').ticket(ticket.id)).routingDecision.outcome).toBe('block');
    const { data } = await ok(installation.as('operator').get('/v1/tickets?needsMySignature=true&sort=-createdAt'));
    expect(data.map(({ id }: { id: string }) => id)).toContain(ticket.id);
  });
});
