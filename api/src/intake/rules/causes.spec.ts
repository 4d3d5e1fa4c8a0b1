import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { causeOf, findingOf, REASON_OF, whyWaiting } from './causes.js';
import { REASON_CODES } from './contract-rows.js';
import { CAUSES, DRAFT_FAILURES } from './contract-table.js';

const line = (rule: string, condition: string, held = true) => ({ rule, condition, held });
const low = line('review_required_if', 'confidence_below');
const domain = line('review_required_if', 'domain');
const finding = (name: string) => line('finding', name);

describe('why a ticket waits', () => {
  it.each([
    ['a restricted domain', [domain, low], 'policy'],
    ['low confidence alone', [low, line('auto_allow_if', 'confidence_min', false)], 'unsure'],
    ['confidence that is not enough to allow', [line('auto_allow_if', 'confidence_min', false)], 'unsure'],
    ['nothing that allowed it', [line('auto_allow_if', 'domain', false)], 'policy'],
    ['an empty log', [], 'policy'],
    ['a stale source', [finding('stale_evidence'), low], 'stale'],
    ['a stale source in a restricted domain', [domain, finding('stale_evidence')], 'policy'],
    ['no citation that opens', [finding('uncited'), finding('stale_evidence')], 'uncited'],
    ['nothing found, about nobody knows what', [finding('draft_empty'), finding('domain_unknown')], 'unsure'],
    ['a repeat', [finding('duplicate')], 'policy'],
    ['a finding by the name of a method', [finding('constructor')], 'policy'],
    ['no draft, whatever else holds', [domain, low, finding('draft_timed_out')], 'timed_out'],
    ['conditions that did not hold', [line('hard_block_if', 'policy_decision', false), low], 'unsure'],
  ] as const)('%s', (_story, lines, cause) => {
    expect(causeOf(lines)).toBe(cause);
  });

  it('is the first of the reasons that hold, in the order of the design', () => {
    const order = ['TOOL_UNAVAILABLE', 'POLICY_RESTRICTED', 'SOURCE_STALE', 'LOW_CONFIDENCE'];
    const lines = {
      TOOL_UNAVAILABLE: DRAFT_FAILURES.filter((kind) => REASON_OF[kind] === 'TOOL_UNAVAILABLE')
        .map(findingOf)
        .map(finding),
      POLICY_RESTRICTED: [domain, finding('uncited'), finding('draft_refused'), line('sign_off', 'edited_by_a_person')],
      SOURCE_STALE: [finding('stale_evidence')],
      LOW_CONFIDENCE: [low],
    };
    const any = fc.subarray(
      REASON_CODES.flatMap((code) => lines[code].map((one) => ({ code, one }))),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(any, (held) => {
        const first = order.find((code) => held.some((each) => each.code === code));
        expect(whyWaiting({ conditions: held.map(({ one }) => one) })).toBe(first);
      }),
    );
  });

  it('orders its causes as it orders its reasons', () => {
    const order = ['TOOL_UNAVAILABLE', 'POLICY_RESTRICTED', 'SOURCE_STALE', 'LOW_CONFIDENCE'];
    const ranks = CAUSES.map((cause) => order.indexOf(REASON_OF[cause]));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  });
});
