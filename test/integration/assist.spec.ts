import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { ok, outcome } from '../support/installation-http.js';

const REFUNDS = `## Double charge

Two captures for one order within ten minutes: refund the later one in full, without asking for proof.

## Lost

A parcel counts as lost ten days after its last scan.
`;

const TWICE = { request: { text: 'I was charged twice for one order', customerRef: 'cus_81' } };

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
  const refunds = { id: 'refunds', title: 'Refund policy', content: REFUNDS, uri: 'https://help.example/refunds' };
  await ok(installation.as('admin').post('/v1/documents', refunds));
});
afterAll(() => installation.stop());

const count = async (table: string): Promise<number> =>
  (await installation.sql(`SELECT count(*)::int AS n FROM ${table}`))[0].n;
const assist = (body: object, key?: string) => ok(installation.agent.assist(body, key));

describe('a question, without a model', () => {
  test('is answered by quoting what the knowledge base says, and waits for people', async () => {
    const answer = await assist(TWICE);
    expect(answer).toMatchObject({
      status: 'needs_review',
      answer: '',
      nextAction: 'ask_human',
      citations: ['kb:refunds@1#1'],
      ticket: { state: 'pending_review', flags: [] },
      execution: null,
      receipt: { entryId: expect.any(String), entryHash: expect.any(String) },
    });
    expect(answer.confidence).toBeGreaterThan(0);
    expect(answer.confidence).toBeLessThan(0.82);
    const ticket = await installation.as('operator').ticket(answer.id);
    expect(ticket.draft).toEqual({
      answer: expect.stringMatching(
        /^“Two captures for one order.*”\n— Refund policy, Double charge \[kb:refunds@1#1\]$/s,
      ),
      citations: ['kb:refunds@1#1'],
      confidence: answer.confidence,
      model: 'extractive',
      promptVersion: null,
    });
    expect(ticket.proposal).toMatchObject({ ...TWICE, domain: 'payment' });
    expect(ticket.proposal.evidence[0]).toMatchObject({
      id: 'kb:refunds@1#1',
      title: 'Refund policy, Double charge',
      uri: 'https://help.example/refunds',
      excerpt: expect.stringContaining('refund the later one in full'),
      updatedAt: expect.stringMatching(/^\d{4}-/),
    });
    const { data } = await ok(installation.as('auditor').get(`/v1/audit-entries?ticketId=${answer.id}&sort=id`));
    expect(data.map(({ action }: { action: string }) => action)).toEqual([
      'proposal.received',
      'draft.made',
      'ticket.routed',
    ]);
    expect(data[1].payload).toMatchObject({ by: 'extractive', model: 'extractive', failure: null, attempts: 0 });
  });

  test('is quoted for anew once the customer has said more', async () => {
    const { id } = await assist({ request: { text: 'I was charged for captures, refund it' }, domain: 'payment' });
    await ok(installation.as('operator').verb('ask', { id }, { question: 'And the parcel?' }));
    const text = 'My parcel is lost: no scan of the parcel for ten days, it counts as lost';
    const answer = await ok(installation.agent.context(id, { text }));
    expect(answer).toMatchObject({ status: 'needs_review', ticket: { revision: 2, flags: [] } });
    expect(answer.citations).toContain('kb:refunds@1#2');
    expect((await installation.as('operator').ticket(id)).draft).toMatchObject({
      answer: expect.stringContaining('A parcel counts as lost ten days after its last scan.'),
      model: 'extractive',
    });
  });

  test('is the user’s to see once a person signed it', async () => {
    const { id } = await assist(TWICE);
    const operator = installation.as('operator');
    await ok(operator.approve(await operator.ticket(id)));
    const answer = await installation.agent.answer(id);
    expect(answer).toMatchObject({ status: 'ok', answer: expect.stringContaining('refund the later one in full') });
  });

  test('to which nothing is found goes to people with an empty draft and no confidence', async () => {
    const answer = await assist({ request: { text: 'Zzyzx?' } });
    expect(answer).toMatchObject({ status: 'needs_review', confidence: null, citations: [] });
    expect(answer.ticket.flags).toEqual(['draft_empty', 'domain_unknown']);
    const ticket = await installation.as('operator').ticket(answer.id);
    expect(ticket.draft).toMatchObject({ answer: '', confidence: null, model: 'extractive' });
  });

  test('that comes to nothing, or whose domain nobody knows, never goes out by itself, whatever the policy says', async () => {
    await installation.addPolicy('routing_policy', {
      risk_routing_policy: {
        auto_allow_if: { domain: ['unknown', 'faq'] },
        review_required_if: { domain: ['payment'] },
      },
    });
    expect(await assist({ ...TWICE, domain: 'unknown' })).toMatchObject({ status: 'needs_review' });
    expect(await assist({ request: { text: 'Zzyzx?' }, domain: 'faq' })).toMatchObject({ status: 'needs_review' });
    expect(await assist({ ...TWICE, domain: 'faq' })).toMatchObject({ status: 'ok' });
  });

  test('is looked up with what the customer said before', async () => {
    const conversation = [
      { role: 'user', content: 'My parcel is lost' },
      { role: 'assistant', content: 'Since when?' },
    ];
    expect((await assist({ request: { text: 'Since two weeks', conversation } })).citations).toEqual([
      'kb:refunds@1#2',
    ]);
  });
});

describe('an Idempotency-Key', () => {
  test('gets the same bytes again and drafts nothing again, also after a restart', async () => {
    const key = randomUUID();
    const body = JSON.stringify(TWICE);
    const first = await installation.agent.assist(body, key);
    const before = await count('ticket');
    await installation.restart();
    const again = await installation.agent.assist(body, key);
    expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
    expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([
      null,
      'true',
    ]);
    expect(await count('ticket')).toBe(before);
    expect(await count('draft_claim')).toBe(0);
  });

  test('of another body, or of a proposal, is refused', async () => {
    const key = randomUUID();
    await assist(TWICE, key);
    const reused = { status: 422, code: 'idempotency_key_reused' };
    expect(await outcome(installation.agent.assist({ request: { text: 'Other' } }, key))).toEqual(reused);
    const proposal = { ...TWICE, domain: 'faq', draft: { answer: '' } };
    expect(await outcome(installation.agent.propose(proposal, key))).toEqual(reused);
  });

  test('that reaches two processes at once makes one ticket: the other is told to wait, and then gets the same answer', async () => {
    const elsewhere = installation.agent.at(await installation.startSecondProcess());
    const key = randomUUID();
    const body = JSON.stringify(TWICE);
    const before = await count('ticket');
    // The first stands in front of the intake, its claim taken; the second finds the claim.
    const first = await installation.whileLocked({
      lock: 'idempotency_key IN SHARE MODE',
      waiters: 1,
      start: () => installation.agent.assist(body, key),
      meanwhile: async () => {
        const second = await elsewhere.assist(body, key);
        expect(second).toMatchObject({ status: 409, body: { code: 'idempotency_key_in_flight' } });
        expect(second.headers.get('retry-after')).toBe('1');
        expect(await outcome(elsewhere.assist({ request: { text: 'Other' } }, key))).toEqual({
          status: 422,
          code: 'idempotency_key_reused',
        });
      },
    });
    expect(first.status).toBe(201);
    expect((await elsewhere.assist(body, key)).text).toBe(first.text);
    expect(await count('ticket')).toBe(before + 1);
  });

  test('that a process took with it is free again when its claim has ended', async () => {
    const key = randomUUID();
    const claim = (until: string) =>
      installation.sql(
        `INSERT INTO draft_claim VALUES ($1, $2, '\\x00', gen_random_uuid(), now() + $3::interval)
         ON CONFLICT (agent_id, key) DO UPDATE SET until = excluded.until`,
        [installation.agent.id, key, until],
      );
    await claim('1 minute');
    expect((await outcome(installation.agent.assist(TWICE, key))).status).toBe(422);
    await claim('-1 second');
    expect((await installation.agent.assist(TWICE, key)).status).toBe(201);
  });
});

describe('what is refused', () => {
  test.each([
    ['nothing asked', {}],
    ['an empty question', { request: { text: '' } }],
    ['a draft of one’s own', { ...TWICE, draft: { answer: 'x' } }],
    ['a tool call', { ...TWICE, toolCall: { name: 'issue_refund', arguments: {} } }],
    ['an empty domain', { ...TWICE, domain: '' }],
  ])('%s', async (_, body) => {
    const before = await count('ticket');
    expect(await outcome(installation.agent.assist(body))).toEqual({ status: 400, code: 'validation_failed' });
    expect(await count('ticket')).toBe(before);
  });

  test('a domain that the key may not propose in, whether it was named or found', async () => {
    const narrow = await installation.addAgent('faq-only', { domains: ['faq'] });
    const refused = { status: 403, code: 'out_of_scope' };
    expect(await outcome(narrow.assist({ ...TWICE, domain: 'payment' }))).toEqual(refused);
    expect(await outcome(narrow.assist(TWICE))).toEqual(refused);
    expect((await narrow.assist({ ...TWICE, domain: 'faq' })).status).toBe(201);
    expect(await count('draft_claim')).toBe(0);
  });
});
