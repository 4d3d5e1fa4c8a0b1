import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileSignOffPolicy } from '../compile-sign-off-policy.js';
import { meets, people, requirements } from '../requirement.fixture.js';
import { isBarredByRole, type Requirement } from '../requirement.js';
import { requirementFor } from '../requirement-for.js';
import { implies } from '../strictest.js';
import type { Surroundings } from './finding.js';
import { lintSignOffPolicy } from './lint-sign-off-policy.js';

const TOOLS = ['one', 'two'];
const CONDITIONS = [undefined, 'args.a', 'args.b', 'true', 'false'] as const;

interface Rule {
  name: string;
  tool?: string;
  when?: string;
  step_up: boolean;
  require: Requirement;
}

const rules = fc
  .array(
    fc.record({
      tool: fc.constantFrom(undefined, ...TOOLS),
      when: fc.constantFrom(...CONDITIONS),
      step_up: fc.boolean(),
      require: requirements,
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((all): Rule[] => all.map((rule, at) => ({ ...JSON.parse(JSON.stringify(rule)), name: `rule ${at}` })));

function compiled(written: readonly Rule[], otherwise: Requirement) {
  const document = { sign_off_policy: { expires_after_seconds: 60, rules: written, otherwise } };
  try {
    return compileSignOffPolicy(document);
  } catch {
    // More people or ways than a policy may have.
    return null;
  }
}

const around = (named: ReturnType<typeof people>): fc.Arbitrary<Surroundings> =>
  named.map((some) => ({
    people: some.map((one) => ({ ...one, name: one.id })),
    agents: [],
    tools: TOOLS.map((name) => ({ name, signOff: null, changesWorld: true, arguments: ['a', 'b'] })),
  }));

const CALLS = TOOLS.flatMap((tool) =>
  [true, false].flatMap((a) => [true, false].map((b) => ({ tool, args: { a, b } }))),
);
const NOTHING: Surroundings = { people: [], agents: [], tools: [] };

describe('the linter of sign-off policies', () => {
  it('says that nobody can fill a rule exactly when no way of sharing out the people does', () => {
    fc.assert(
      fc.property(rules, requirements, around(people(4)), (written, otherwise, house) => {
        const policy = compiled(written, otherwise);
        if (!policy) return;
        const found = lintSignOffPolicy(policy, house);
        const counting = house.people.filter(({ roles }) => !isBarredByRole(roles));
        const places = [
          ...written.map((rule) => [rule.name, rule.require] as const),
          ['otherwise', otherwise] as const,
        ];
        for (const [name, require] of places) {
          const said = found.some(({ id, severity }) => id === `nobody:${name}` && severity === 'error');
          expect(said).toBe(!meets(require, counting));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('says that one person alone fills a rule only when one does, and always when nothing else applies', () => {
    fc.assert(
      fc.property(rules, requirements, (written, otherwise) => {
        const policy = compiled(written, otherwise);
        if (!policy) return;
        const alone = (require: Requirement) =>
          meets(require, [{ id: 'x', roles: ['operator', 'support_lead', 'legal'] }]);
        const found = lintSignOffPolicy(policy, NOTHING);
        for (const rule of written) {
          const said = found.some(({ id }) => id === `one_person:${rule.name}`);
          if (said) expect(alone(rule.require)).toBe(true);
          if (written.length === 1 && rule.when !== 'false') expect(said).toBe(alone(rule.require));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('calls a rule idle only when taking it away changes nothing that is asked of any call', () => {
    fc.assert(
      fc.property(rules, requirements, (written, otherwise) => {
        const policy = compiled(written, otherwise);
        if (!policy) return;
        const idle = lintSignOffPolicy(policy, NOTHING).filter(({ kind }) => /^never_/.test(kind));
        for (const { id } of idle) {
          const without = compiled(
            written.filter(({ name }) => !id.endsWith(`:${name}`)),
            otherwise,
          )!;
          for (const call of CALLS) {
            const asked = { ...call, sums: null, changesWorld: true };
            const [before, after] = [requirementFor(policy, asked), requirementFor(without, asked)];
            expect(implies(before.requirement!, after.requirement!)).toBe(true);
            expect(implies(after.requirement!, before.requirement!)).toBe(true);
            expect(after.stepUp.length > 0).toBe(before.stepUp.length > 0);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
