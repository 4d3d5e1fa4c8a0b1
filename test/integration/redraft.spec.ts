import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { entriesMatchStates } from '../support/entries-match-states.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok, outcome, send } from '../support/installation-http.js';
import {
  answers,
  call,
  draftOf,
  hangs,
  type Meets,
  ModelServer,
  message,
  refuses,
  response,
  says,
} from '../support/model-server.js';

const REFUNDS = '## Double charge\n\nTwo captures for one order: refund the later one in full.\n';
const PARCELS = '## Lost parcel\n\nA parcel that is lost for ten days is sent again by courier.\n';
const TWICE = { request: { text: 'I was charged twice for one order', customerRef: 'cus_81' }, domain: 'payment' };
const QUESTION = 'Which of the two payments is the wrong one?';
const FRIDAY = { text: 'The one of Friday, and the parcel is lost too' };
const TIMES = { COUNTERSIGN_DRAFT_ATTEMPT_MS: '1500', COUNTERSIGN_DRAFT_TOTAL_MS: '3000' };

let model: ModelServer;
let installation: Installation;
beforeAll(async () => {
  model = await ModelServer.start();
  installation = await startInstallation({ env: { ...model.env, ...TIMES } });
  const admin = installation.as('admin');
  await ok(admin.post('/v1/documents', { id: 'refunds', title: 'Refund policy', content: REFUNDS }));
  await ok(admin.post('/v1/documents', { id: 'parcels', title: 'Parcels', content: PARCELS }));
});
afterAll(async () => {
  const faults = await entriesMatchStates((text) => installation.sql(text));
  await installation.stop();
  await model.stop();
  expect(faults).toEqual([]);
});
// Whatever was asked of a model fits the published schema.
afterEach(() => expect(model.faults).toEqual([]));

const ticketOf = (id: string): Promise<Answer> => installation.as('operator').ticket(id);
/** Another payment each time: an equal call for the same customer is a duplicate. */
let payments = 0;
const proposesRefund = (): Meets => {
  payments += 1;
  const args = { payment_id: `pay_${payments}`, amount_minor: '4200', currency: 'EUR', reason: 'duplicate' };
  return answers(response({ output: [message(draftOf({ answer: 'You get it back.' })), call('issue_refund', args)] }));
};
const recordsOf = async (id: string): Promise<Answer[]> =>
  (await ok(installation.as('auditor').get(`/v1/audit-entries?ticketId=${id}&sort=id&limit=100`))).data.map(
    ({ action, payload }: Answer) => ({ action, payload }),
  );

/** Drafted with a refund, and asked back. */
async function askedBack(): Promise<string> {
  model.meet(proposesRefund());
  const { id } = await ok(installation.agent.assist(TWICE));
  await ok(installation.as('operator').verb('ask', { id }, { question: QUESTION }));
  return id;
}

describe('what Countersign drafted, once its customer has answered', () => {
  test('is drafted anew, from all that was said, in the same revision that has the answer', async () => {
    const id = await askedBack();
    model.meet(
      says({ answer: 'The one of Friday is on its way back.', citations: ['kb:parcels@1#1'], confidence: 0.7 }),
    );
    const answer = await ok(installation.agent.context(id, FRIDAY));
    expect(model.requests).toHaveLength(1);
    const said = model.requests[0].input.map(({ role, content }: Answer) => [role, content]);
    expect(said.slice(1)).toEqual([
      ['user', TWICE.request.text],
      ['assistant', QUESTION],
      ['user', FRIDAY.text],
    ]);
    expect(said[0][1]).toContain('kb:parcels@1#1');
    expect(answer).toMatchObject({
      status: 'needs_review',
      confidence: 0.7,
      citations: ['kb:parcels@1#1'],
      ticket: { revision: 2, state: 'pending_review' },
    });
    const ticket = await ticketOf(id);
    expect(ticket.draft).toMatchObject({ answer: 'The one of Friday is on its way back.', promptVersion: '1' });
    expect([ticket.toolCall, ticket.flags]).toEqual([null, []]);
    const [{ answer: context }] = ticket.exchange;
    expect(context.body).toMatchObject({ ...FRIDAY, draft: 'countersign', found: 1 });
    expect(context.body.evidence.map((one: Answer) => one.id)).toEqual(['kb:parcels@1#1']);
    const records = await recordsOf(id);
    expect(records.map(({ action }) => action).slice(-3)).toEqual(['context.given', 'draft.made', 'ticket.routed']);
    expect(records.at(-3)!.payload.changed).toEqual(['draft', 'toolCall']);
    expect(records.at(-2)!.payload).toMatchObject({ by: 'model', failure: null, attempts: 1 });
  });

  test('is never let through by that, and blocked when it would tell what it may not', async () => {
    const id = await askedBack();
    model.meet(says({ answer: 'It went to 4111 1111 1111 1111.', confidence: 1 }));
    const answer = await ok(installation.agent.context(id, FRIDAY));
    expect(answer).toMatchObject({
      status: 'blocked',
      answer: '',
      ticket: { state: 'blocked', flags: ['personal_data'] },
    });
  });

  test('asks again with all that came before, and with what a revision of its own proposes', async () => {
    const id = await askedBack();
    model.meet(says({ answer: 'Which order?' }));
    await ok(installation.agent.context(id, FRIDAY));
    await ok(installation.as('operator').verb('ask', { id }, { question: 'And the order?' }));
    model.meet(proposesRefund());
    const sent = { text: 'Order 12', conversation: [{ role: 'assistant', content: 'They ask for the order.' }] };
    await ok(installation.agent.context(id, sent));
    expect(model.requests[0].input.slice(1).map(({ content }: Answer) => content)).toEqual([
      TWICE.request.text,
      QUESTION,
      FRIDAY.text,
      'And the order?',
      'They ask for the order.',
      'Order 12',
    ]);
    expect((await ticketOf(id)).toolCall).toMatchObject({
      name: 'issue_refund',
      arguments: { payment_id: `pay_${payments}` },
    });
  });

  test.each([
    ['does not answer', [hangs, hangs, hangs], 'draft_timed_out'],
    ['is down', [refuses(503), refuses(503), refuses(503), refuses(503)], 'draft_model_unavailable'],
    [
      'declines',
      [
        answers(
          response({
            output: [
              {
                type: 'message',
                id: 'm',
                role: 'assistant',
                status: 'completed',
                content: [{ type: 'refusal', refusal: 'No.' }],
              },
            ],
          }),
        ),
      ],
      'draft_refused',
    ],
    ['calls what it may not', [answers(response({ output: [call('format_disk', {})] }))], 'draft_schema_mismatch'],
    ['comes to nothing', [says({ answer: '' })], 'draft_empty'],
  ])('keeps its draft, marked, when the model %s: the answer reaches a person all the same', async (_, meets, flag) => {
    const id = await askedBack();
    model.meet(...meets);
    const answer = await ok(installation.agent.context(id, FRIDAY));
    expect(answer).toMatchObject({ status: 'needs_review', ticket: { revision: 2, state: 'pending_review' } });
    expect([...answer.ticket.flags].sort()).toEqual([flag, 'draft_kept'].sort());
    const ticket = await ticketOf(id);
    expect(ticket.draft.answer).toBe('You get it back.');
    expect(ticket.toolCall.arguments.payment_id).toBe(`pay_${payments}`);
    expect(ticket.exchange[0].answer.body).toEqual(FRIDAY);
    const kept = ticket.routingDecision.conditions.find(({ condition }: Answer) => condition === 'draft_kept');
    expect(kept.because).toMatch(/^the draft is from before the customer answered: /);
    const made = (await recordsOf(id)).filter(({ action }) => action === 'draft.made');
    expect(made).toHaveLength(2);
  });

  test('sent again because its answer was lost, makes no other revision and asks no model', async () => {
    const id = await askedBack();
    model.meet(says({ answer: 'It is on its way.' }));
    const first = await ok(installation.agent.context(id, FRIDAY));
    model.meet();
    expect(await ok(installation.agent.context(id, FRIDAY))).toEqual(first);
    expect(model.requests).toEqual([]);
  });

  test('is drafted one at a time: who comes meanwhile is told so, and afterwards gets the same', async () => {
    const id = await askedBack();
    let answered = () => {};
    model.meet((reply, body) => {
      answered = () => says({ answer: 'It is on its way.' })(reply, body);
    });
    const first = installation.agent.context(id, FRIDAY);
    await model.asked(1);
    expect(await outcome(installation.agent.context(id, FRIDAY))).toEqual({ status: 409, code: 'busy' });
    answered();
    const answer = await ok(first);
    expect(answer.ticket.revision).toBe(2);
    expect(await ok(installation.agent.context(id, FRIDAY))).toEqual(answer);
  });

  test('is drafted to the end though the agent hangs up, so that what the customer said is not lost', async () => {
    const id = await askedBack();
    let answered = () => {};
    model.meet((reply, body) => {
      answered = () => says({ answer: 'It is on its way.' })(reply, body);
    });
    const gone = new AbortController();
    const headers = { authorization: `Bearer ${installation.agent.key}`, 'content-type': 'application/json' };
    const url = `${installation.baseUrl()}/v1/proposals/${id}/context`;
    const body = JSON.stringify(FRIDAY);
    const asked = fetch(url, { method: 'POST', headers, body, signal: gone.signal }).catch(() => 'hung up');
    await model.asked(1);
    gone.abort();
    expect(await asked).toBe('hung up');
    answered();
    const known = (await installation.agent.get(`/v1/proposals/${id}`)).headers.get('etag')!;
    const turned = await send(`${installation.baseUrl()}/v1/proposals/${id}?wait=20`, 'GET', {
      headers: { ...headers, 'if-none-match': known },
    });
    const { ticket } = turned.status === 304 ? await installation.agent.answer(id) : turned.body;
    expect(ticket.revision).toBe(2);
  });

  test('is left as it is where a person wrote it, also while the model is asked', async () => {
    const written = async (id: string) => {
      const operator = installation.as('operator');
      await ok(operator.revise(await operator.ticket(id), { draft: { answer: 'Written by hand.' } }));
    };
    const before = await askedBack();
    await written(before);
    model.meet();
    await ok(installation.agent.context(before, FRIDAY));
    expect([model.requests.length, (await ticketOf(before)).draft.answer]).toEqual([0, 'Written by hand.']);
    const meanwhile = await askedBack();
    model.meet((reply, body) => void written(meanwhile).then(() => says({ answer: 'By the model.' })(reply, body)));
    await ok(installation.agent.context(meanwhile, FRIDAY));
    const ticket = await ticketOf(meanwhile);
    expect([ticket.draft.answer, ticket.revision, ticket.flags]).toEqual(['Written by hand.', 3, []]);
  });

  test('is the agent’s once it brings one, and what an agent drafted is never drafted here', async () => {
    const id = await askedBack();
    model.meet();
    await ok(installation.agent.context(id, { ...FRIDAY, draft: { answer: 'By the agent.' } }));
    await ok(installation.agent.context(id, { text: 'And thank you' }));
    const own = await installation.agent.submit({ ...TWICE, draft: { answer: 'By the agent, too.' } });
    await ok(installation.agent.context(own.id, FRIDAY));
    expect(model.requests).toEqual([]);
    expect((await ticketOf(id)).draft.answer).toBe('By the agent.');
    expect((await ticketOf(own.id)).draft.answer).toBe('By the agent, too.');
  });

  test('keeps its draft when the tool that the model calls changes while it is asked', async () => {
    const id = await askedBack();
    model.meet((reply, body) => {
      const schema = { type: 'object', required: ['order_id'], properties: { order_id: { type: 'string' } } };
      const changed = installation.registerTool('change_account_state', { schema });
      const locks = call('change_account_state', { account_id: 'acc_1', state: 'locked', reason: 'asked' });
      void changed.then(() => answers(response({ output: [message(draftOf()), locks] }))(reply, body));
    });
    const answer = await ok(installation.agent.context(id, FRIDAY));
    expect([...answer.ticket.flags].sort()).toEqual(['draft_kept', 'draft_schema_mismatch']);
    expect((await ticketOf(id)).toolCall.name).toBe('issue_refund');
  });

  test('is refused as ever where nothing may be added', async () => {
    const id = await askedBack();
    model.meet();
    const stranger = await installation.addAgent('stranger');
    expect(await outcome(stranger.context(id, FRIDAY))).toEqual({ status: 404, code: 'not_found' });
    await ok(installation.agent.withdraw(id));
    expect(await outcome(installation.agent.context(id, FRIDAY))).toEqual({ status: 409, code: 'not_pending' });
    expect(model.requests).toEqual([]);
  });
});
