import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileRoutingPolicy } from '../compile-routing-policy.js';
import type { CompiledRoutingPolicy } from '../compiled-policy.js';
import { evaluateRouting } from '../evaluate-routing.js';
import { RoutingPolicyError } from '../policy-document.js';
import { Reach } from './candidates.js';
import { bestCase, type Said, signalsOf } from './example.js';
import { lintRoutingPolicy } from './lint-routing-policy.js';
import type { RoutingSurroundings } from './routing-finding.js';

const DOMAINS = ['faq', 'payment', 'legal', 'travel'];
const HOUSE: RoutingSurroundings = {
  tools: ['search', 'issue_refund'].map((name, at) => ({
    name,
    changesWorld: at === 1,
    signOff: null,
    conditional: false,
  })),
  domains: ['travel'],
};

const some = (names: string[]) =>
  fc.oneof(fc.constantFrom(...names), fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }));
const names = {
  policy_decision: some(['allow', 'review', 'deny']),
  pii_leak_risk: some(['low', 'medium', 'high']),
  domain: some([...DOMAINS, 'Payment', ' FAQ']),
  tool_call: some(['search', 'issue_refund', 'Search', 'unheard_of']),
};
// Few values, so that thresholds meet.
const share = fc.constantFrom(0, 0.3, 0.5, 0.82, 1);
const score = fc.constantFrom(0, 4, 5, 10, 15, 40, 100);
const strict = { confidence_below: share, risk_score_min: score, ...names };
const block = fc.record(strict, { requiredKeys: [] });
const review = fc.record({ ...strict, unsure_domain: names.domain, uncited_in: names.domain }, { requiredKeys: [] });
const lenient = fc.record({ confidence_min: share, risk_score_max: score, ...names }, { requiredKeys: [] });

function compiled(document: unknown): CompiledRoutingPolicy | null {
  try {
    return compileRoutingPolicy(document);
  } catch (error) {
    if (error instanceof RoutingPolicyError) return null;
    throw error;
  }
}

type Sections = Record<string, Record<string, unknown>>;
const documents = fc
  .record({ hard_block_if: block, review_required_if: review, auto_allow_if: lenient }, { requiredKeys: [] })
  .map((sections) => JSON.parse(JSON.stringify(sections)) as Sections)
  .filter((sections) => compiled({ risk_routing_policy: sections }) !== null);
const read = (sections: Sections) => compiled({ risk_routing_policy: sections });

const claims: fc.Arbitrary<Said> = fc.record({
  confidence: fc.oneof(fc.constantFrom(0, 0.3, 0.5, 0.82, 1, null, 7), fc.double({ min: 0, max: 1, noNaN: true })),
  policy_decision: fc.constantFrom('allow', 'review', 'deny', 'perhaps', null),
  pii_leak_risk: fc.constantFrom('low', 'medium', 'high', 'none', null),
  domain: fc.constantFrom(...DOMAINS, 'guide', 'PAYMENT', 'elsewhere', '', null),
  uncited_in: fc.constantFrom(...DOMAINS, null),
  tool_call: fc.constantFrom('search', 'issue_refund', 'unheard_of', 'another', '', null),
});
const many = fc.array(claims, { minLength: 40, maxLength: 40 });
const outcomeOf = (policy: CompiledRoutingPolicy, said: Said) =>
  evaluateRouting(policy, signalsOf(said, HOUSE)).outcome;

describe('the linter of routing policies', () => {
  it('says that nothing is ever allowed exactly when nothing is, and can show what is where it does not', () => {
    fc.assert(
      fc.property(documents, many, (sections, proposals) => {
        const policy = read(sections)!;
        const nothing = lintRoutingPolicy(policy, HOUSE).some(({ kind }) => kind === 'never_allows');
        if (nothing) for (const said of proposals) expect(outcomeOf(policy, said)).not.toBe('allow');
        else if (policy.allows) {
          expect(outcomeOf(policy, bestCase(new Reach(policy, HOUSE), HOUSE))).toBe('allow');
        }
      }),
      { numRuns: 150 },
    );
  });

  it('calls a value never allowed only when no proposal that says it is, and shows one that is not', () => {
    fc.assert(
      fc.property(documents, many, (sections, proposals) => {
        const policy = read(sections)!;
        for (const { kind, path, names, example } of lintRoutingPolicy(policy, HOUSE)) {
          if (kind !== 'never_reached') continue;
          const signal = path.replace(/.*\.|\[\d+\]/g, '');
          for (const said of proposals) {
            expect(outcomeOf(policy, { ...said, [signal]: names[0] })).not.toBe('allow');
          }
          expect(example!.outcome).not.toBe('allow');
        }
      }),
      { numRuns: 150 },
    );
  });

  it('calls a condition or a value idle only when taking it away changes no outcome', () => {
    fc.assert(
      fc.property(documents, many, (sections, proposals) => {
        const policy = read(sections)!;
        const idle = lintRoutingPolicy(policy, HOUSE).filter(({ kind }) => kind === 'never_decides');
        for (const { path } of idle) {
          const without = read(withoutPath(sections, path));
          if (!without) continue;
          for (const said of proposals) expect(outcomeOf(without, said)).toBe(outcomeOf(policy, said));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('says that a condition always holds only when it does of all that is known', () => {
    fc.assert(
      fc.property(documents, many, (sections, proposals) => {
        const policy = read(sections)!;
        for (const { kind, path } of lintRoutingPolicy(policy, HOUSE)) {
          if (kind !== 'always_holds' && kind !== 'asks_nothing') continue;
          const [, rule, name] = path.split('.');
          for (const said of proposals.filter(known)) {
            const { conditions } = evaluateRouting(policy, signalsOf(said, HOUSE));
            expect(conditions.find((one) => one.rule === rule && one.condition === name)?.held).toBe(true);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});

const known = ({ confidence, policy_decision, pii_leak_risk }: Said) =>
  ![confidence, policy_decision, pii_leak_risk].some((said) => [null, 7, 'perhaps', 'none'].includes(said as string));

/** The document without the condition or the entry of its list that a path leads to. */
function withoutPath(sections: Sections, path: string): Sections {
  const copy = structuredClone(sections);
  const [, rule, name, at] = /\.(\w+)\.(\w+)(?:\[(\d+)\])?$/.exec(path)!;
  const section = copy[rule!]!;
  if (at === undefined) delete section[name!];
  else (section[name!] as unknown[]).splice(Number(at), 1);
  return copy;
}
