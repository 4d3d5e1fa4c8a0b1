import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../platform/json/canonical.js';
import { type SignedFacts, signedContent } from './signed-content.js';
import { callDigest, subjectOf, toolCall } from './tool-call.js';

const facts: SignedFacts = {
  ticketId: '0192f3a0-0000-7000-8000-000000000001',
  revision: 1,
  tool: { name: 'issue_refund', version: 3, endpointVersion: 7 },
  argumentsCanonical: '{"amount_minor":"4200","currency":"EUR"}',
  digests: { request: 'a', evidence: null, draft: 'b' },
  expiresAt: '2026-11-23T00:00:00.000Z',
};

describe('what is signed', () => {
  it('is RFC 8785 text whose SHA-256 is the content hash', () => {
    const { text, hash } = signedContent(facts);
    expect(text).toBe(canonicalJson(JSON.parse(text)));
    expect(hash).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it.each([
    ['the revision', { revision: 2 }],
    ['the amount', { argumentsCanonical: '{"amount_minor":"4201","currency":"EUR"}' }],
    ['the tool version', { tool: { name: 'issue_refund', version: 4, endpointVersion: 7 } }],
    ['where it goes', { tool: { name: 'issue_refund', version: 3, endpointVersion: 8 } }],
    ['the draft', { digests: { request: 'a', evidence: null, draft: 'c' } }],
    ['the evidence', { digests: { request: 'a', evidence: 'e', draft: 'b' } }],
    ['what was seen of its preconditions', { observation: '{"asOf":"x","seen":{}}' }],
    ['that nothing was seen yet', { observation: null }],
    ['when it ends', { expiresAt: '2026-11-23T00:00:00.001Z' }],
  ])('changes its hash with %s', (_name, change) => {
    expect(signedContent({ ...facts, ...change }).hash).not.toBe(signedContent(facts).hash);
  });
});

it('is what it always was for a tool without preconditions', () => {
  expect(Object.keys(JSON.parse(signedContent(facts).text))).not.toContain('preconditions');
  expect(signedContent({ ...facts, observation: undefined })).toEqual(signedContent(facts));
});

describe('a tool call', () => {
  it('keeps its bytes, and equals another with the keys in another order', () => {
    const one = toolCall('t', '{ "b": 1.0, "a": "x" }');
    const other = toolCall('t', '{"a":"x","b":1}');
    expect(one.raw).toBe('{ "b": 1.0, "a": "x" }');
    expect(one.canonical).toBe(other.canonical);
    expect(callDigest('customer:c', one)).toBe(callDigest('customer:c', other));
  });

  it('has another digest for another customer, tool or argument', () => {
    const call = toolCall('t', '{"a":1}');
    const digests = [
      callDigest('customer:c', call),
      callDigest('customer:d', call),
      callDigest('customer:c', { ...call, name: 'u' }),
      callDigest('customer:c', toolCall('t', '{"a":2}')),
    ];
    expect(new Set(digests).size).toBe(4);
  });

  it('can’t be made to collide by moving text between subject and name', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (s1, n1, s2, n2) => {
        fc.pre(s1 !== s2 || n1 !== n2);
        const canonical = '{}';
        expect(callDigest(s1, { name: n1, canonical })).not.toBe(callDigest(s2, { name: n2, canonical }));
      }),
    );
  });

  it('is about the agent when no customer is named', () => {
    expect(subjectOf(null, 'a1')).toBe('agent:a1');
    expect(subjectOf('a1', 'a1')).toBe('customer:a1');
  });
});
