import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SENTENCES } from '../../api/src/intake/rules/sentences.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok, outcome } from '../support/installation-http.js';
import { question, refund } from '../support/installation-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
  const put = (id: string, reviewBy: string | null) =>
    ok(installation.as('admin').post('/v1/documents', { id, title: id, content: `# Rules\n\nOf ${id}.`, reviewBy }));
  await put('fresh', '2999-01-31');
  await put('undated', null);
  await put('overdue', '2020-01-31');
});
afterAll(() => installation.stop());

const contract = ({ status, reasonCode, nextAction, ticket }: Answer) => ({
  status,
  reasonCode,
  nextAction,
  flags: ticket.flags,
});
const stale = { status: 'needs_review', reasonCode: 'SOURCE_STALE', nextAction: 'retry', flags: ['stale_evidence'] };
const misquoted = {
  ...{ status: 'needs_review', reasonCode: 'POLICY_RESTRICTED', nextAction: 'ask_human' },
  flags: ['misquoted'],
};
const fine = { status: 'ok', reasonCode: null, nextAction: null, flags: [] };
const citing = (...citations: string[]) => ({ ...question(), draft: { ...question().draft, citations } });
const given = (evidence: object) => ({ ...question(), evidence: [evidence] });
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

describe('what an answer rests on', () => {
  test.each([
    ['a passage in force', citing('kb:fresh@1#1'), fine],
    ['a passage that is never reviewed', citing('kb:undated#rules'), fine],
    ['something that is not ours', citing('https://example.test/', 'kb:nowhere#1'), fine],
    ['a passage past its review date', citing('kb:fresh#1', 'kb:overdue#1'), stale],
    ['a passage that was given and is past it', given({ id: 'kb:overdue@1#1' }), stale],
    ['a passage that is quoted', given({ id: 'kb:fresh#1', excerpt: 'Of\n fresh.' }), fine],
    ['a passage that is misquoted', given({ id: 'kb:fresh#1', excerpt: 'Of fresh and stale.' }), misquoted],
    ['something that is not ours, with an excerpt', given({ id: 'kb:nowhere#1', excerpt: 'Of nothing.' }), fine],
    ['evidence of last month', given({ id: 'e', updatedAt: daysAgo(30) }), fine],
    ['evidence of last year', given({ id: 'e', updatedAt: daysAgo(365) }), stale],
  ])('%s', async (_story, proposal, expected) => {
    expect(contract(await installation.agent.submit(proposal))).toEqual(expected);
  });

  test('a passage of which there is a newer version', async () => {
    const put = (content: string) =>
      ok(installation.as('admin').post('/v1/documents', { id: 'moved', title: 'Moved', content }));
    await put('Old.');
    expect(contract(await installation.agent.submit(citing('kb:moved@1#1')))).toEqual(fine);
    await put('New.');
    expect(contract(await installation.agent.submit(citing('kb:moved@1#1')))).toEqual(stale);
    expect(contract(await installation.agent.submit(citing('kb:moved#1')))).toEqual(fine);
  });

  test('a passage that is quoted as it was before is stale and no misquote, where it is known when that was', async () => {
    const put = (content: string) =>
      ok(installation.as('admin').post('/v1/documents', { id: 'turned', title: 'Turned', content }));
    await put('Thirty days.');
    const quote = { id: 'kb:turned#1', excerpt: 'Thirty days.' };
    const waiting = await installation.agent.submit({ ...refund(), evidence: [quote] });
    const { updatedAt } = await ok(installation.as('operator').get('/v1/passages/kb:turned%231'));
    await put('Ninety days.');
    expect(contract(await installation.agent.submit(given(quote)))).toEqual(misquoted);
    expect(contract(await installation.agent.submit(given({ ...quote, updatedAt })))).toEqual(stale);
    expect(contract(await installation.agent.submit(given({ ...quote, excerpt: 'Ten days.', updatedAt })))).toEqual(
      misquoted,
    );
    const operator = installation.as('operator');
    await ok(operator.revise(await operator.ticket(waiting.id), { draft: { answer: 'Soon.' } }));
    expect((await operator.ticket(waiting.id)).flags).toEqual(['stale_evidence']);
  });

  test('a stale source is named in the policy log, and an edit that cites another is rid of it', async () => {
    const { id } = await installation.agent.submit(citing('kb:overdue#1'));
    const operator = installation.as('operator');
    const ticket = await operator.ticket(id);
    expect(ticket.routingDecision.conditions).toContainEqual(
      expect.objectContaining({
        rule: 'finding',
        condition: 'stale_evidence',
        because: 'kb:overdue#1 was to be reviewed by 2020-01-31',
      }),
    );
    await ok(operator.revise(ticket, { draft: { answer: 'So it is.', citations: ['kb:fresh#1'] } }));
    expect((await operator.ticket(id)).flags).toEqual([]);
  });
});

describe('an answer in a policy domain that the routing policy would let through', () => {
  beforeAll(async () => {
    const [{ document }] = await installation.sql('SELECT document FROM routing_policy ORDER BY version DESC LIMIT 1');
    const policy = JSON.parse(document).risk_routing_policy;
    policy.auto_allow_if.domain.push('billing');
    await installation.addPolicy('routing_policy', { risk_routing_policy: policy });
  });
  const billing = (proposal: object) => ({ ...proposal, domain: 'billing' });

  test('goes out when it cites a passage of ours', async () => {
    expect(contract(await installation.agent.submit(billing(citing('kb:fresh#1'))))).toEqual(fine);
  });

  test.each([
    ['cites nothing', question()],
    ['cites what there is not', citing('kb:fresh#9', 'kb:nowhere#1')],
    ['was given a passage and does not cite it', given({ id: 'kb:fresh#1' })],
  ])('goes to people when it %s', async (_story, proposal) => {
    const answer = await installation.agent.submit(billing(proposal));
    expect(contract(answer)).toEqual({
      status: 'needs_review',
      reasonCode: 'POLICY_RESTRICTED',
      nextAction: 'ask_human',
      flags: ['uncited'],
    });
    expect(answer.message.text).toBe(SENTENCES.en.waiting_uncited);
    const lead = installation.as('support_lead');
    await ok(lead.approve(await lead.ticket(answer.id)));
    expect(await installation.agent.answer(answer.id)).toMatchObject({
      status: 'ok',
      answer: 'Under Settings, Address.',
    });
  });

  test('goes to people when what it cites does not say what is quoted of it', async () => {
    const evidence = [{ id: 'kb:fresh#1', excerpt: 'Of anything.' }];
    const answer = await installation.agent.submit(billing({ ...citing('kb:fresh#1'), evidence }));
    expect(contract(answer)).toEqual(misquoted);
    const { reasons } = await installation.as('support_lead').ticket(answer.id);
    expect(reasons).toContain('the excerpt under kb:fresh#1 does not stand there');
    const right = [{ id: 'kb:fresh#1', excerpt: 'Of fresh.' }];
    expect(contract(await installation.agent.submit(billing({ ...citing('kb:fresh#1'), evidence: right })))).toEqual(
      fine,
    );
  });

  test('offers the policy itself when the one it cites is due for review', async () => {
    const answer = await installation.agent.submit(billing(citing('kb:overdue#1')));
    expect(contract(answer)).toEqual({ ...stale, nextAction: 'view_policy_doc' });
    expect(answer.message.text).toBe(SENTENCES.en.waiting_stale_policy);
  });
});

describe('the sentence for the user', () => {
  test('is in the language asked for, which the address says before the header does', async () => {
    const { id, message } = await installation.agent.submit(refund());
    const said = (language: 'en' | 'ko') => ({ text: SENTENCES[language].waiting_policy, language });
    expect(message).toEqual(said('en'));
    const get = async (query: string, header: string) => {
      const headers = { 'accept-language': header };
      return (await ok(installation.agent.request('GET', `/v1/proposals/${id}${query}`, { headers }))).message;
    };
    expect(await get('', 'ko-KR,ko;q=0.9,en;q=0.1')).toEqual(said('ko'));
    expect(await get('?language=ko', 'en')).toEqual(said('ko'));
    expect(await get('?language=en', 'ko')).toEqual(said('en'));
    expect(await get('', 'fr')).toEqual(said('en'));
    const wrong = installation.agent.get(`/v1/proposals/${id}?language=xx`);
    expect(await outcome(wrong)).toEqual({ status: 400, code: 'validation_failed' });
  });

  test('belongs to the answer that a repeated key gets again', async () => {
    const body = refund();
    const key = crypto.randomUUID();
    const send = (language: string) =>
      installation.agent.request('POST', `/v1/proposals?language=${language}`, {
        body,
        headers: { 'idempotency-key': key },
      });
    const first = await ok(send('ko'));
    expect(first.message).toEqual({ text: SENTENCES.ko.waiting_policy, language: 'ko' });
    expect(await ok(send('en'))).toEqual(first);
  });

  test('follows the ticket to its end', async () => {
    const operator = installation.as('operator');
    const { id } = await installation.agent.submit({ ...refund(), draft: { answer: 'No.' } });
    await ok(operator.reject(await operator.ticket(id)));
    expect((await installation.agent.answer(id)).message.text).toBe(SENTENCES.en.rejected);
    const withdrawn = await installation.agent.submit(refund());
    const { message } = await ok(installation.agent.withdraw(withdrawn.id));
    expect(message.text).toBe(SENTENCES.en.withdrawn);
  });
});
