import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { describeWith } from '../support/describe-with.js';
import { type Answer, outcome } from '../support/installation-http.js';
import { refund } from '../support/installation-proposals.js';
import { Journey, START_MS } from '../support/journey.js';

describeWith('chromium', 'a refund of 612.40 euros', () => {
  const proposal = refund({ amount: '61240' });
  const { arguments: args } = proposal.toolCall;
  let journey: Journey;
  let ticket: Answer;

  beforeAll(async () => {
    journey = await Journey.begin();
  }, START_MS);
  afterAll(() => journey?.end());
  afterEach(() => expect(journey.troubles).toEqual([]));

  test('is proposed by the agent and waits for people', async () => {
    const answer = await journey.agent.submit(proposal);
    expect(answer).toMatchObject({ status: 'needs_review', answer: '', nextAction: 'ask_human', execution: null });
    ({ ticket } = answer);
    expect(ticket).toMatchObject({ state: 'pending_review', revision: 1 });
  });

  test('is found in the inbox by an operator, who signs what is shown with an impatient double click', async () => {
    const operator = await journey.visit('operator');
    await operator.row(ticket.id).click();
    await operator.heading(`Refund EUR 612.40 of ${args.payment_id}?`).waitFor();
    const shown = await operator.signedContent();
    const { contentHash } = await (await journey.product.person('operator')).ticket(ticket.id);
    for (const part of ['issue_refund', 'EUR 612.40', '61240', args.payment_id, shortHash(contentHash)]) {
      expect(shown).toContain(part);
    }
    await operator.approve({ clicks: 2 });
    expect(await journey.product.effectsOn(args.payment_id)).toEqual([]);
    expect(await journey.agent.answer(ticket.id)).toMatchObject({ status: 'needs_review', execution: null });
  });

  test('is not signed by a second operator: it takes a support lead', async () => {
    const second = await journey.visit('operator', { which: 1 });
    await second.goTo(`/tickets/${ticket.id}`);
    await second.signedContent();
    expect(await second.button(/^Approve/).isDisabled()).toBe(true);

    const person = await journey.product.person('operator', 1);
    const refused = person.approve(await person.ticket(ticket.id));
    expect(await outcome(refused)).toEqual({ status: 403, code: 'not_allowed_to_sign' });
  });

  test('is signed by the support lead, and runs once with the very arguments that were signed', async () => {
    const lead = await journey.visit('support_lead');
    await lead.row(ticket.id).click();
    await lead.signedContent();
    await lead.approve({ clicks: 2 });
    const answer = await journey.answerWith('ok', ticket.id);
    expect(answer).toMatchObject({
      answer: proposal.draft.answer,
      reasonCode: null,
      execution: { state: 'succeeded' },
    });
    expect(await journey.product.effectsOn(args.payment_id)).toMatchObject([
      { executionId: answer.execution.id, tool: 'issue_refund', arguments: args },
    ]);
    await lead.page.getByText('It ran once and the tool confirmed it.').waitFor();
  });

  test('is told by the audit log, in order and with who it was', async () => {
    const [operator, second, lead] = await Promise.all([
      journey.product.person('operator'),
      journey.product.person('operator', 1),
      journey.product.person('support_lead'),
    ]);
    const story = await journey.product.auditOf(ticket.id);
    expect(story.map(({ action, actor }) => [action, actor.type === 'person' ? actor.id : actor.type])).toEqual([
      ['proposal.received', 'agent'],
      ['ticket.routed', 'system'],
      ['sign_off.given', operator.id],
      ['sign_off.refused', second.id],
      ['sign_off.given', lead.id],
      ['ticket.approved', lead.id],
      ['execution.intended', 'system'],
      ['execution.succeeded', 'system'],
    ]);
  });

  test('is told to an auditor on the page of the audit log, newest first', async () => {
    const auditor = await journey.visit('auditor');
    await auditor.goTo(`/audit-log?ticketId=${ticket.id}`);
    const log = auditor.page.locator('main ol');
    await log.getByText('Proposed by billing-desk').waitFor();
    const sentences = [
      'Ran, succeeded',
      'Intent written, the point of no return',
      'Approved: every signature is there',
      'Signed by Soo-jin Baek',
      'Refused: Tomasz Wiśniewski tried to sign',
      'Signed by Amara Okonkwo-Lindqvist',
      'Routed',
      'Proposed by billing-desk',
    ];
    expect(await log.innerText()).toMatch(new RegExp(sentences.join('.*'), 's'));
  });
});

/** As the console writes a hash: the first twelve characters in fours. */
function shortHash(hash: string): string {
  return `${hash.slice(0, 4)} ${hash.slice(4, 8)} ${hash.slice(8, 12)}`;
}
