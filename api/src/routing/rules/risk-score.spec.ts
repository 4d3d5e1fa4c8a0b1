import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { priorityOf, type RiskInput, riskScore } from './risk-score.js';

const CALM: RiskInput = {
  domain: 'faq',
  tool: null,
  money: null,
  confidence: 1,
  findings: [],
  policyDecision: 'allow',
  piiLeakRisk: 'low',
};
const refund = { name: 'issue_refund', changesWorld: true, registered: true };
const found = (name: string) => ({ name, actual: null, because: `found ${name}` });

const inputs: fc.Arbitrary<RiskInput> = fc.record({
  domain: fc.constantFrom('faq', 'payment', 'legal', 'retail', 'constructor', '', null),
  tool: fc.option(
    fc.record({ name: fc.constant('issue_refund'), changesWorld: fc.boolean(), registered: fc.boolean() }),
  ),
  money: fc.option(fc.record({ hundredths: fc.bigInt(0n, 10n ** 9n) })),
  confidence: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  findings: fc.array(fc.constantFrom('duplicate', 'tool_unregistered', 'odd').map(found), { maxLength: 4 }),
  policyDecision: fc.constantFrom('allow', 'review', 'deny', 'maybe', null),
  piiLeakRisk: fc.constantFrom('low', 'medium', 'high', 'none', null),
});

describe('riskScore', () => {
  it.each([
    { who: 'a sure answer from the FAQ', change: {}, value: 0, priority: 'low' },
    { who: 'an unsure answer from the FAQ', change: { confidence: 0.6 }, value: 10, priority: 'low' },
    {
      who: 'a small refund by a sure model',
      change: { domain: 'payment', tool: refund, money: { hundredths: 4_200n }, confidence: 0.91 },
      value: 35,
      priority: 'normal',
    },
    {
      who: 'a large refund by a sure model',
      change: { domain: 'payment', tool: refund, money: { hundredths: 90_000n }, confidence: 0.91 },
      value: 48,
      priority: 'high',
    },
    {
      who: 'a large refund asked for twice, with no confidence given',
      change: {
        domain: 'payment',
        tool: refund,
        money: { hundredths: 90_000n },
        confidence: null,
        findings: [found('duplicate')],
      },
      value: 90,
      priority: 'urgent',
    },
  ])('scores $who at $value, $priority', ({ change, value, priority }) => {
    const score = riskScore({ ...CALM, ...change });
    expect(score.value).toBe(value);
    expect(priorityOf(score.value)).toBe(priority);
  });

  it('explains every point', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { value, parts } = riskScore(input);
        expect(Number.isInteger(value)).toBe(true);
        expect(value).toBe(
          Math.min(
            100,
            parts.reduce((sum, part) => sum + part.points, 0),
          ),
        );
        expect(parts.every((part) => part.points > 0 && part.because !== '')).toBe(true);
      }),
    );
  });

  it('takes a missing confidence, and one that is no confidence at all, for the worst', () => {
    for (const confidence of [null, Number.NaN, 1.5, -1, Number.POSITIVE_INFINITY]) {
      expect(riskScore({ ...CALM, confidence })).toMatchObject({ value: riskScore({ ...CALM, confidence: 0 }).value });
    }
  });

  it('never falls when a risk is added', () => {
    const worse: fc.Arbitrary<(input: RiskInput) => RiskInput> = fc.oneof(
      fc.constantFrom('duplicate', 'odd').map((name) => (input: RiskInput) => ({
        ...input,
        findings: [found(name), ...input.findings],
      })),
      fc.double({ min: 0, max: 1, noNaN: true }).map((part) => (input: RiskInput) => ({
        ...input,
        confidence: input.confidence === null ? null : input.confidence * part,
      })),
      fc.bigInt(0n, 10n ** 9n).map((more) => (input: RiskInput) => ({
        ...input,
        money: { hundredths: (input.money?.hundredths ?? 0n) + more },
      })),
      fc
        .constantFrom<Partial<RiskInput>>(
          { confidence: null },
          { policyDecision: 'deny' },
          { piiLeakRisk: 'high' },
          { domain: 'legal' },
          { domain: null },
        )
        .map((change) => (input: RiskInput) => ({ ...input, ...change })),
      fc.constant((input: RiskInput) => ({ ...input, tool: { ...refund, registered: false } })),
    );
    fc.assert(
      fc.property(inputs, worse, (input, add) => {
        expect(riskScore(add(input)).value).toBeGreaterThanOrEqual(riskScore(input).value);
      }),
    );
  });

  it('reads hostile spellings of a claim for what they mean', () => {
    expect(riskScore({ ...CALM, policyDecision: 'DENY ' }).value).toBe(25);
    expect(riskScore({ ...CALM, domain: 'ＰＡＹＭＥＮＴ' }).value).toBe(10);
    expect(riskScore({ ...CALM, domain: '__proto__' }).value).toBe(5);
  });
});
