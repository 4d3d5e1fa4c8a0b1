import { describe, expect, it } from '@jest/globals';
import type { Condition, RoutingDecision } from './decision.js';
import { conditionInWords, reasonsInWords } from './words.js';

function condition(name: string, expected: unknown, actual: unknown, held = true): Condition {
  return { rule: 'review_required_if', condition: name, expected, actual, held };
}

describe('conditionInWords', () => {
  it.each([
    [condition('confidence_below', 0.82, 0.71), 'confidence 0.71 below 0.82'],
    [condition('confidence_below', 0.82, 0.9, false), 'confidence 0.9 at least 0.82'],
    [condition('confidence_below', 0.82, null), 'confidence not given'],
    [condition('confidence_below', 0.82, 1.5), 'confidence 1.5 not usable'],
    [condition('confidence_below', 0.82, 'NaN'), 'confidence NaN not usable'],
    [condition('risk_score_min', 70, 80), 'risk score 80 at least 70'],
    [condition('risk_score_max', 30, 80, false), 'risk score 80 above 30'],
    [condition('domain', ['payment'], 'payment'), 'domain payment'],
    [condition('domain', ['payment'], null, false), 'domain not given'],
    [condition('tool_call', ['issue_refund'], 'issue_refund'), 'tool issue_refund'],
    [condition('tool_call', ['issue_refund'], null, false), 'tool none'],
    [condition('tool_call', ['issue_refund'], '  '), 'tool not legible'],
    [condition('policy_decision', 'deny', 'deny'), 'policy decision deny'],
    [condition('pii_leak_risk', 'high', 'high'), 'personal data leak risk high'],
  ])('says %j as "%s"', (given, words) => {
    expect(conditionInWords(given)).toBe(words);
  });

  it("says a finding in the finding's own words", () => {
    const finding: Condition = { rule: 'finding', condition: 'tool_inactive', expected: null, actual: 'x', held: true };
    expect(conditionInWords({ ...finding, because: 'the tool was switched off' })).toBe('the tool was switched off');
    expect(conditionInWords(finding)).toBe('tool inactive');
  });
});

describe('reasonsInWords', () => {
  const domain = condition('domain', ['payment'], 'payment');
  const unsure = condition('confidence_below', 0.82, 0.71, false);
  const unlisted: Condition = { ...condition('domain', ['faq'], 'payment', false), rule: 'auto_allow_if' };

  it.each<[string, RoutingDecision, string[]]>([
    ['what held', { outcome: 'review', conditions: [domain, unsure, unlisted] }, ['domain payment']],
    [
      'a thing once',
      { outcome: 'block', conditions: [{ ...domain, rule: 'hard_block_if' }, domain] },
      ['domain payment'],
    ],
    ['what kept it from being allowed', { outcome: 'review', conditions: [unsure, unlisted] }, ['domain payment']],
    ['that nothing is ever allowed', { outcome: 'review', conditions: [] }, ['the policy allows nothing unseen']],
    ['nothing of an allowed one', { outcome: 'allow', conditions: [unsure] }, []],
  ])('says %s', (_, decision, reasons) => {
    expect(reasonsInWords(decision)).toEqual(reasons);
  });
});
