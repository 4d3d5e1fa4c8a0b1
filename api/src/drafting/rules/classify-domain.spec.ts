import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileRoutingPolicy } from '../../routing/rules/compile-routing-policy.js';
import { classifyDomain, domainsOf, UNKNOWN, unknownDomain } from './classify-domain.js';

const config = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../../config/${name}`, import.meta.url), 'utf8'));
const known = domainsOf(compileRoutingPolicy(config('routing-policy.json')), config('domain-words.json'));
const domainOf = (text: string, titles: string[] = []) => classifyDomain(text, titles, known);

describe('the domains', () => {
  test('are those that the policy names, the strict ones first', () => {
    expect(known.map(({ name, strict }) => [name, strict])).toEqual([
      ['payment', true],
      ['account_lock', true],
      ['legal', true],
      ['faq', false],
      ['guide', false],
    ]);
  });

  test('one that only the policy knows is spoken of by its name', () => {
    const policy = { risk_routing_policy: { ...config('routing-policy.json').risk_routing_policy } };
    policy.risk_routing_policy.review_required_if = { domain: ['data_export'] };
    const domains = domainsOf(compileRoutingPolicy(policy), {});
    expect(classifyDomain('I want a data export', [], domains)).toBe('data_export');
  });
});

describe('the domain of a question', () => {
  test.each([
    ['I was charged twice', 'payment'],
    ['I WAS\nCHARGED\u200b TWICE', 'payment'],
    ['Somebody else is in my account and I cannot log in', 'account_lock'],
    ['My lawyer will write to you', 'legal'],
    ['How do I change my address?', 'guide'],
    ['What is Tidewater Plus?', 'faq'],
    ['환불이 언제 되나요?', 'payment'],
    ['Postcards from the cardigan shop', UNKNOWN],
    ['Hello', UNKNOWN],
    ['', UNKNOWN],
  ])('%j is %s', (text, domain) => {
    expect(domainOf(text)).toBe(domain);
  });

  test('is strict as soon as one word is, however many speak of another', () => {
    expect(domainOf('How do I, how can I, how to get a refund, where do I ask?')).toBe('payment');
  });

  test('is told by the title of what was found, but never to a domain that the policy lets through', () => {
    expect(domainOf('They took it two times', ['Refund policy'])).toBe('payment');
    expect(domainOf('They took it two times', ['How to pack'])).toBe(UNKNOWN);
  });

  test('more words never lead out of the strict ones', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (more) => {
        const found = domainOf(`refund ${more}`);
        expect(known.find(({ name }) => name === found)?.strict).toBe(true);
      }),
    );
  });
});

test('a question of no known domain is found out, however it is written', () => {
  expect(unknownDomain('payment')).toEqual([]);
  expect(['unknown', 'Unknown '].flatMap(unknownDomain).map(({ name }) => name)).toEqual([
    'domain_unknown',
    'domain_unknown',
  ]);
});
