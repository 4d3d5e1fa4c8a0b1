import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { personalDataGiven, personalDataLeak, type Told } from './personal-data.js';

const CARD = '4111 1111 1111 1111';
const IBAN = 'GB29 NWBK 6016 1331 9268 19';
const MAIL = 'ada@example.com';

function told(
  answer: string,
  over: Partial<Record<'request' | 'evidence' | 'context' | 'arguments', unknown>> = {},
): Told {
  const { request = { text: 'Where is my refund?', customerRef: 'cus_8' }, evidence, context } = over;
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  return {
    answer,
    arguments: json(over.arguments),
    request: json(request),
    evidence: json(evidence),
    context: json(context),
    published: new Set(['kb:contact@1#1']),
  };
}
const kinds = (of: Told) => personalDataLeak(of)?.actual ?? null;
const asked = (over: object) => ({ request: { text: 'Hello', customerRef: 'cus_8', ...over } });

describe('an answer leaks', () => {
  test.each([
    ['a card', `It went to ${CARD}.`, ['card']],
    ['an IBAN', `It went to ${IBAN}.`, ['iban']],
    ['a social security number', 'Yours is 460-89-9847.', ['ssn']],
    ['a Korean resident number', '주민번호는 900101-1234568입니다.', ['rrn']],
    ['an address', `Write to ${MAIL}.`, ['email']],
    ['a telephone number', 'Ring +44 20 7946 0958.', ['phone']],
    ['several', `${MAIL}, ${CARD}`, ['card', 'email']],
  ])('%s that nobody gave', (_story, answer, found) => {
    expect(kinds(told(answer))).toEqual(found);
  });

  test('what another customer’s record says, or what the assistant said before', () => {
    const of = (id: string) => ({ evidence: [{ id, excerpt: `Paid from ${CARD}` }] });
    expect(kinds(told(CARD, of('crm:customer/cus_81')))).toEqual(['card']);
    expect(kinds(told(CARD, asked({ conversation: [{ role: 'assistant', content: CARD }] })))).toEqual(['card']);
    expect(kinds(told(CARD, { ...of('crm:1'), request: { text: 'Hello' } }))).toEqual(['card']);
  });

  test('one card beside the one that was given', () => {
    expect(kinds(told(`${CARD} or 5500005555555559`, asked({ text: `My card is ${CARD}` })))).toEqual(['card']);
  });
});

describe('an answer does not leak', () => {
  test.each([
    ['what the customer asked with, however it is written', asked({ text: 'My card 4111111111111111 was charged' })],
    ['what was said before', asked({ conversation: [{ role: 'user', content: CARD }] })],
    [
      'what a tool answered in the conversation',
      asked({ conversation: [{ role: 'tool', content: `{"c":"${CARD}"}` }] }),
    ],
    ['what was added', { context: { text: `It is ${CARD}` } }],
    ['what evidence of this customer says', { evidence: [{ id: 'crm:cus_8', excerpt: CARD }] }],
    ['what stands in a passage of ours', { evidence: [{ id: 'kb:contact@1#1', excerpt: CARD }] }],
  ])('%s', (_story, given) => {
    expect(kinds(told(`It went back to ${CARD}.`, given))).toBeNull();
  });

  test('the number of the customer with its country, nor the address of a desk, nor what has no form', () => {
    expect(kinds(told('We ring +44 20 7946 0958.', asked({ text: 'My number is 020 7946 0958' })))).toBeNull();
    expect(kinds(told('Write to support@shop.example, order W2378156, 612.40 EUR, by 2026-11-24.'))).toBeNull();
  });

  test('what the customer gave, in Korean with another particle', () => {
    const text = `제 카드는 ${CARD}이고 메일은 ${MAIL}입니다`;
    expect(kinds(told(`${MAIL}으로, ${CARD}로 보냈습니다`, asked({ text })))).toBeNull();
    expect(kinds(told(`${MAIL}으로, ${CARD}로 보냈습니다`))).toEqual(['card', 'email']);
  });

  test('anything that the customer said, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(CARD, IBAN, MAIL, '460-89-9847', 'and', '+44 20 7946 0958')), (words) => {
        const text = words.join(' , ');
        expect(kinds(told(text, asked({ text })))).toBeNull();
      }),
    );
  });
});

test('an answer full of addresses is looked through in a moment, and leaks', () => {
  const text = Array.from({ length: 12_000 }, (_, n) => `a${n}@example.com`).join(' ');
  // Of this process, whatever else the machine does.
  const from = process.cpuUsage();
  expect(kinds(told(text, asked({ text: 'x'.repeat(250_000) })))).toEqual(['email']);
  expect(kinds(told(text, asked({ text })))).toBeNull();
  expect(process.cpuUsage(from).user).toBeLessThan(2_000_000);
});

test('what came in is named by its kinds, once each, from the customer’s own words alone', () => {
  const request = { text: `${CARD} ${CARD}`, conversation: [{ role: 'user', content: MAIL }] };
  const of = (json: unknown) => personalDataGiven({ request: JSON.stringify(json), context: null });
  expect(of(request)).toEqual(['card', 'email']);
  expect(of({ text: 'Hello', conversation: [{ role: 'tool', content: MAIL }] })).toEqual([]);
  expect(personalDataGiven({ request: '{"text":"Hello"}', context: `{"text":"${IBAN}"}\n{"text":""}` })).toEqual([
    'iban',
  ]);
});

describe('the arguments of a call', () => {
  const call = (args: unknown, request: object = { text: 'Pay it back' }) => told('', { arguments: args, request });

  test.each([
    ['an account that nobody gave', { to: { iban: IBAN } }, ['iban']],
    ['a card, as a number', { card: 4111111111111111 }, ['card']],
    ['an address deep inside', { notes: [{ cc: ['x', MAIL] }] }, ['email']],
    ['a telephone number as people write it', { sms: '+44 20 7946 0958' }, ['phone']],
  ])('hold %s', (_, args, found) => {
    const finding = personalDataLeak(call(args));
    expect([finding?.actual, finding?.because.startsWith('the arguments hold ')]).toEqual([found, true]);
  });

  test.each([
    ['an id of digits', { item: '2079460958', other: 2079460958 }],
    ['parts that are a number only side by side', { first: '4111 1111', second: '1111 1111' }],
    ['a desk', { to: 'billing@shop.example' }],
    ['nothing', null],
  ])('may hold %s', (_, args) => {
    expect(personalDataLeak(call(args))).toBeNull();
  });

  test('may hold what the customer or a tool gave', () => {
    const conversation = [{ role: 'tool', content: `{"iban":"${IBAN}"}` }];
    expect(personalDataLeak(call({ to: IBAN.replaceAll(' ', '') }, { text: 'Pay it', conversation }))).toBeNull();
    expect(personalDataLeak(call({ to: MAIL }, { text: `I am ${MAIL}` }))).toBeNull();
  });

  test('are looked at after the answer, which is named first', () => {
    const both = told(`It goes to ${MAIL}`, { arguments: { to: IBAN } });
    expect(personalDataLeak(both)?.because).toBe('the answer holds an e-mail address that the customer did not give');
  });
});
