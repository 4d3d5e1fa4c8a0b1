import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, type Reply, send } from '../support/installation-http.js';
import { callOf, lockAccount, refund } from '../support/installation-proposals.js';
import { isRefused } from '../support/installation-refusals.js';

let installation: Installation;
let ticket: Answer;
beforeAll(async () => {
  installation = await startInstallation();
  const { id } = await installation.agent.submit(lockAccount());
  ticket = await installation.as('operator').ticket(id);
  // Signing in writes, so everybody is in before rows are counted.
  await Promise.all([installation.as('operator').headers(), installation.as('admin').headers()]);
});
afterAll(() => installation.stop());

const invalid = { status: 400, code: 'validation_failed' };
const wrongArguments = { status: 422, code: 'arguments_invalid' };

describe('a proposal', () => {
  /** A good proposal with one thing changed; `undefined` leaves a field out. */
  const propose = (change: object) => () => installation.agent.propose({ ...refund(), ...change });
  const draft = (change: object) => propose({ draft: { answer: 'x', ...change } });
  const request = (change: object) => propose({ request: { text: 'x', ...change } });
  const evidence = (change: object) => propose({ evidence: [{ id: 'e', ...change }] });

  test.each<[string, () => Promise<Reply>, string]>([
    ['confidence true', draft({ confidence: true }), 'draft.confidence'],
    ['confidence "0.9"', draft({ confidence: '0.9' }), 'draft.confidence'],
    ['confidence below 0', draft({ confidence: -0.01 }), 'draft.confidence'],
    ['confidence above 1', draft({ confidence: 1.01 }), 'draft.confidence'],
    ['confidence as a list', draft({ confidence: [0.9] }), 'draft.confidence'],
    ['no request', propose({ request: undefined }), 'request'],
    ['a request that is a list', propose({ request: [] }), 'request'],
    ['a request without text', request({ text: undefined }), 'request.text'],
    ['an empty text', request({ text: '' }), 'request.text'],
    ['a text that is a number', request({ text: 7 }), 'request.text'],
    ['a text that is an object', request({ text: { toString: 'x' } }), 'request.text'],
    ['an unknown field in the request', request({ urgent: true }), 'request.urgent'],
    ['a customer that is a number', request({ customerRef: 81 }), 'request.customerRef'],
    ['an empty customer', request({ customerRef: '' }), 'request.customerRef'],
    ['a customer of 201 characters', request({ customerRef: 'c'.repeat(201) }), 'request.customerRef'],
    ['a conversation that is text', request({ conversation: 'hello' }), 'request.conversation'],
    ['a conversation of nothing', request({ conversation: [null] }), 'request.conversation'],
    ['a conversation of lists', request({ conversation: [[]] }), 'request.conversation'],
    [
      'a message of an unknown role',
      request({ conversation: [{ role: 'root', content: '' }] }),
      'request.conversation.0.role',
    ],
    ['a message without content', request({ conversation: [{ role: 'user' }] }), 'request.conversation.0.content'],
    [
      '513 messages',
      request({ conversation: Array.from({ length: 513 }, () => ({ role: 'user', content: '' })) }),
      'request.conversation',
    ],
    ['no domain', propose({ domain: undefined }), 'domain'],
    ['a domain of 201 characters', propose({ domain: 'd'.repeat(201) }), 'domain'],
    ['a domain that is a list', propose({ domain: ['payment'] }), 'domain'],
    ['no draft', propose({ draft: undefined }), 'draft'],
    ['a draft that is text', propose({ draft: 'x' }), 'draft'],
    ['a draft that is null', propose({ draft: null }), 'draft'],
    ['no answer', propose({ draft: {} }), 'draft.answer'],
    ['an unknown field in the draft', draft({ mood: 'good' }), 'draft.mood'],
    ['citations that are text', draft({ citations: 'kb:1' }), 'draft.citations'],
    ['a citation that is a number', draft({ citations: [1] }), 'draft.citations'],
    ['101 citations', draft({ citations: Array(101).fill('c') }), 'draft.citations'],
    ['evidence that is an object', propose({ evidence: {} }), 'evidence'],
    ['evidence of nothing', propose({ evidence: [null] }), 'evidence'],
    ['evidence without id', propose({ evidence: [{ title: 'x' }] }), 'evidence.0.id'],
    ['evidence from no day', evidence({ updatedAt: 'yesterday' }), 'evidence.0.updatedAt'],
    ['evidence from February 30th', evidence({ updatedAt: '2026-02-30' }), 'evidence.0.updatedAt'],
    ['201 pieces of evidence', propose({ evidence: Array(201).fill({ id: 'e' }) }), 'evidence'],
    ['a policy that is text', propose({ policy: 'allow' }), 'policy'],
    ['a decision that is true', propose({ policy: { decision: true } }), 'policy.decision'],
    ['a tool call that is text', propose({ toolCall: 'issue_refund' }), 'toolCall'],
    ['a tool call that is a list', propose({ toolCall: [] }), 'toolCall'],
    ['a tool call without name', propose({ toolCall: { arguments: {} } }), 'toolCall.name'],
    ['a tool with an empty name', propose({ toolCall: { name: '', arguments: {} } }), 'toolCall.name'],
    ['a tool call without arguments', propose({ toolCall: { name: 'issue_refund' } }), 'toolCall.arguments'],
    ['arguments that are null', propose({ toolCall: { name: 'issue_refund', arguments: null } }), 'toolCall.arguments'],
    ['arguments that are a list', propose({ toolCall: { name: 'issue_refund', arguments: [] } }), 'toolCall.arguments'],
    ['arguments that are text', propose({ toolCall: { name: 'issue_refund', arguments: '{}' } }), 'toolCall.arguments'],
    [
      'a tool call that approves itself',
      propose({ toolCall: { ...refund().toolCall, approved: true } }),
      'toolCall.approved',
    ],
    ['an unknown field', propose({ state: 'approved' }), 'state'],
    ['an expiry of 0 seconds', propose({ expiresInSeconds: 0 }), 'expiresInSeconds'],
    ['an expiry of half seconds', propose({ expiresInSeconds: 1.5 }), 'expiresInSeconds'],
  ])('with %s is refused, and told where', async (_, reply, path) => {
    const { errors } = await isRefused(installation, reply, invalid);
    expect(errors[0]).toEqual({ path, message: expect.any(String) });
  });

  test.each([
    ['-4200'],
    ['0'],
    ['00'],
    ['042'],
    ['12345678901234567890'],
    ['4200.5'],
    ['4,200'],
    ['4200 '],
    ['+4200'],
    ['4e3'],
    ['0x1068'],
    [''],
    ['٤٢٠٠'],
    ['４２００'],
    [4200],
    [-1],
    [null],
    [true],
    [['4200']],
  ])('with the amount %j is refused', async (amount) => {
    await isRefused(installation, propose(refund({ args: { amount_minor: amount } })), wrongArguments);
  });

  test.each<[string, object]>([
    ['an argument missing', { currency: undefined }],
    ['an argument that the schema does not know', { destination: 'acc_evil' }],
    ['an argument named like something every object has', { constructor: 'x', toString: 'x', hasOwnProperty: 'x' }],
    ['a currency in small letters', { currency: 'eur' }],
    ['a payment id that is a path', { payment_id: '../../admin' }],
    ['a reason without end', { reason: 'x'.repeat(201) }],
  ])('with %s is refused', async (_, args) => {
    await isRefused(installation, propose(refund({ args: args as Record<string, unknown> })), wrongArguments);
  });

  test('of arguments nested too deep is refused, and of arguments just deep enough is taken', async () => {
    const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
    const body = (args: string) =>
      JSON.stringify(callOf('unknown_tool', {})).replace('"arguments":{}', `"arguments":${args}`);
    await isRefused(installation, () => installation.agent.propose(body(nested(31))), {
      status: 400,
      code: 'json_too_deep',
    });
    expect((await installation.agent.propose(body(nested(30)))).status).toBe(201);
  });

  test('leaves no mark on the objects of this process', async () => {
    await installation.agent.propose('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}', 'mark');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('a decision', () => {
  const by = (verb: string, body: object) => () =>
    installation.as('operator').verb(verb, ticket, { revision: 1, contentHash: ticket.contentHash, ...body });

  test.each<[string, () => Promise<Reply>, string]>([
    ['approving without a revision', by('approve', { revision: undefined }), 'revision'],
    ['approving without a hash', by('approve', { contentHash: undefined }), 'contentHash'],
    ['approving with a field too many', by('approve', { force: true }), 'force'],
    ['approving with a note that is no text', by('approve', { note: 7 }), 'note'],
    ['approving with a note of 4,001 characters', by('approve', { note: 'n'.repeat(4001) }), 'note'],
    ['approving as a repeat by text', by('approve', { knowingRepeat: 'true' }), 'knowingRepeat'],
    ['approving in somebody’s name', by('approve', { personId: 'x' }), 'personId'],
    ['rejecting without a reason', by('reject', {}), 'reason'],
    ['rejecting for a reason that is a list', by('reject', { reason: ['unsafe'] }), 'reason'],
    ['editing the draft into a number', by('revise', { draft: { answer: 1 } }), 'draft.answer'],
    ['editing the confidence into text', by('revise', { draft: { answer: '', confidence: '1' } }), 'draft.confidence'],
    ['editing the arguments into a list', by('revise', { toolCall: { arguments: [] } }), 'toolCall.arguments'],
    ['editing the domain', by('revise', { domain: 'faq' }), 'domain'],
  ])('%s is refused, and told where', async (_, reply, path) => {
    const { errors } = await isRefused(installation, reply, invalid);
    expect(errors[0].path).toBe(path);
  });

  test.each([{}, { note: '' }, { note: null }, { note: 'n'.repeat(4001) }])(
    'escalating with %j is refused',
    async (body) => {
      await isRefused(installation, () => installation.as('operator').verb('escalate', ticket, body), invalid);
    },
  );

  test.each([{}, { question: '' }, { question: null }, { question: 'q'.repeat(4001) }])(
    'asking %j is refused',
    async (body) => {
      await isRefused(installation, () => installation.as('operator').verb('ask', ticket, body), invalid);
    },
  );

  test.each([{}, { until: 7 }, { until: null }, { until: '' }, { until: '2026' }])(
    'snoozing with %j is refused',
    async (body) => {
      await isRefused(installation, () => installation.as('operator').verb('snooze', ticket, body), invalid);
    },
  );
});

describe('an address', () => {
  const missing = { status: 404, code: 'not_found' };
  const get = (path: string) => () => installation.as('auditor').get(path);

  test.each([
    ['/v1/tickets/1', missing],
    ['/v1/tickets/01920000-0000-7000-8000-000000000000', missing],
    ["/v1/tickets/'%20OR%201=1", missing],
    ['/v1/tickets/%00', missing],
    ['/v1/tickets/..%2f..%2fetc%2fpasswd', missing],
    [`/v1/tickets/${'a'.repeat(300)}`, missing],
    [`/v1/tickets/${'a'.repeat(2000)}`, { status: 414, code: 'url_too_long' }],
    ['/v1/nothing', missing],
    ['/v2/tickets', missing],
    ['/v1/tickets/%zz', { status: 400, code: 'bad_request' }],
    ['/v1/tickets/%ff', { status: 400, code: 'bad_request' }],
  ])('%s is refused', async (path, expected) => {
    await installation.as('auditor').headers();
    await isRefused(installation, get(path), expected);
  });

  test('with another method is refused', async () => {
    for (const [method, path] of [
      ['PUT', '/v1/proposals'],
      ['DELETE', `/v1/tickets/${ticket.id}`],
      ['PATCH', '/v1/tools'],
    ] as const) {
      await isRefused(installation, () => send(installation.baseUrl() + path, method), missing);
    }
  });
});
