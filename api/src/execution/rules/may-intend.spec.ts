import { describe, expect, it } from '@jest/globals';
import { type Mitigation, mitigate, type RoutingDocument } from '../../routing/rules/mitigations.js';
import { theRules } from '../../rulebook/rules/rules-in-force.fixture.js';
import { aCaseFile, type Told } from '../../tickets/rules/case-file.fixture.js';
import type { CaseFile, Execution, Repeat } from '../../tickets/rules/case-file.js';
import { mayGrant, mayIntend } from './may-intend.js';

const claimed: Execution = {
  id: 'e1',
  revision: 1,
  state: 'claimed',
  fence: 3,
  attempts: 0,
  result: null,
  error: null,
  readyAt: new Date(0),
  intentAt: null,
  finishedAt: null,
  parked: false,
  runner: 'countersign',
  grantedAt: null,
  grantExpiresAt: null,
  redeemedAt: null,
};

const repeat = (over: Partial<Repeat>): Repeat => ({
  id: 'other',
  number: 6,
  state: 'approved',
  createdAt: new Date(0),
  executionState: 'claimed',
  knowingRepeat: false,
  ...over,
});

/** An approved refund whose execution this worker holds. */
function approved(told: Told = {}, rest: Partial<CaseFile> = {}): CaseFile {
  return aCaseFile({
    signOffs: [{ personId: 'ines' }],
    ...told,
    ticket: { state: 'approved', queue: null, ...told.ticket },
    rest: { execution: claimed, ...rest },
  });
}

const answer = (file: CaseFile, rules = theRules(), fence = 3, uncitedIn: string | null = null): string => {
  const decision = mayIntend(file, rules, fence, uncitedIn);
  return decision.ok ? 'runs' : `${decision.what}: ${decision.because}`;
};

const seen = '{"asOf":"2026-11-22T09:59:00.000Z","seen":{"payment":{"show":{},"watch":{"status":"open"}}}}';
const conditional = theRules({
  tool: {
    preconditions: [{ name: 'payment', url: 'http://l/p', query: { id: 'payment_id' }, watch: ['status'], show: [] }],
  },
});

describe('the last look before a grant', () => {
  const grants = (file: CaseFile): string => {
    const decision = mayGrant(file, theRules({ tool: { runner: 'agent' } }), null);
    return decision.ok ? 'granted' : `${decision.what}: ${decision.because}`;
  };
  const ready: Execution = { ...claimed, state: 'ready', runner: 'agent' };

  it('grants what waits for the agent’s backend and is as it was signed', () => {
    expect(grants(approved({}, { execution: ready }))).toBe('granted');
  });

  it.each([
    ['what Countersign runs', { ...ready, runner: 'countersign' as const }, 'Countersign makes this call itself'],
    ['what is granted already', { ...ready, state: 'granted' as const }, 'the execution is granted'],
    ['what nobody approved', null, 'the ticket is approved'],
  ])('never grants %s', (_what, execution, because) => {
    expect(grants(approved({}, { execution }))).toBe(`moved: ${because}`);
  });

  it.each([
    [
      'signatures that ended',
      approved({ ticket: { expiresAt: new Date('2026-11-22T09:00:00Z') } }, { execution: ready }),
      'expired',
    ],
    [
      'other arguments',
      approved({ revision: { toolCall: { name: 'issue_refund', raw: '{}', canonical: '{}' } } }, { execution: ready }),
      'returned',
    ],
    ['an equal call', approved({}, { execution: ready, repeats: [repeat({})] }), 'returned'],
  ])('takes back what %s make wrong, as before an intent', (_what, file, what) => {
    expect(grants(file)).toMatch(new RegExp(`^${what}: `));
  });
});

describe('a tool with preconditions', () => {
  it('runs what was seen when it was signed', () => {
    expect(answer(approved({ observation: seen }), conditional)).toBe('runs');
  });

  it('runs nothing that was never seen', () => {
    expect(answer(approved({ observation: null }), conditional)).toMatch(/^returned: what must hold was never seen/);
    expect(answer(approved({}), conditional)).toMatch(/^returned: what must hold was never seen/);
  });

  it.each([
    ['changed', approved({ observation: seen, revision: { observation: seen.replace('open', 'refunded') } })],
    ['added', approved({ revision: { observation: seen } })],
    ['taken away', approved({ observation: seen, revision: { observation: null } })],
  ])('runs nothing whose observation was %s behind our back', (_how, file) => {
    expect(answer(file, theRules())).toBe('returned: the stored content is not what was signed');
  });
});

describe('the last look before the point of no return', () => {
  it('lets run what is as it was signed, and names who signed', () => {
    expect(mayIntend(approved(), theRules(), 3, null)).toEqual({ ok: true, signers: ['ines'] });
  });

  it.each([
    ['an older fence', approved(), 2, 'moved'],
    ['an execution somebody else took', approved({}, { execution: { ...claimed, state: 'intent' } }), 3, 'moved'],
    ['a withdrawn ticket', approved({ ticket: { state: 'withdrawn' } }), 3, 'moved'],
    ['signatures that lapsed', approved({ ticket: { expiresAt: new Date('2026-11-22T09:00:00Z') } }), 3, 'expired'],
    [
      'arguments changed behind our back',
      approved({ revision: { toolCall: { name: 'issue_refund', raw: '{}', canonical: '{}' } } }),
      3,
      'returned',
    ],
    ['a draft changed behind our back', approved({ revision: { draft: '{"answer":"other"}' } }), 3, 'returned'],
    ['a signer who is gone', approved({ signOffs: [{ personId: 'ines', rolesNow: [] }] }), 3, 'returned'],
    ['no signature at all', approved({ signOffs: [] }), 3, 'returned'],
    [
      'an agent that was switched off',
      approved({}, { agent: { id: 'a', name: 'a', ownerId: 'o', active: false } }),
      3,
      'returned',
    ],
    [
      'a day’s sum that grew meanwhile',
      approved({}, { sums: { customerDay: { EUR: 50_000n }, agentDay: {} } }),
      3,
      'returned',
    ],
    ['an equal call approved at the same moment', approved({}, { repeats: [repeat({})] }), 3, 'returned'],
    ['an equal call that has run', approved({}, { repeats: [repeat({ executionState: 'succeeded' })] }), 3, 'returned'],
    [
      'an equal call of unknown outcome',
      approved({}, { repeats: [repeat({ executionState: 'unknown' })] }),
      3,
      'returned',
    ],
  ] as [string, CaseFile, number, string][])('stops at %s', (_story, file, fence, what) => {
    expect(answer(file, theRules(), fence)).toMatch(new RegExp(`^${what}: `));
  });

  it('stops at another version of the tool, and at a policy that now blocks', () => {
    expect(answer(approved(), theRules({ tool: { version: 2 } }))).toMatch(/^returned: the tool/);
    expect(answer(approved(), theRules({ tool: null }))).toMatch(/^returned: the tool/);
    const blocking = { risk_routing_policy: { hard_block_if: { domain: ['payment'] } } };
    expect(answer(approved(), theRules({ routing: blocking }))).toMatch(/^returned: the routing policy/);
  });

  it('lets a knowing repeat run, and doesn’t stop the first for it', () => {
    const knowing = approved(
      { signOffs: [{ personId: 'ines', knowingRepeat: true }] },
      { repeats: [repeat({ executionState: 'succeeded' })] },
    );
    expect(answer(knowing)).toBe('runs');
    expect(answer(approved({}, { repeats: [repeat({ knowingRepeat: true, executionState: 'succeeded' })] }))).toBe(
      'runs',
    );
  });

  it('doesn’t mind an equal call that only waits', () => {
    expect(
      answer(
        approved({}, { repeats: [repeat({ state: 'pending_review', executionState: null, knowingRepeat: null })] }),
      ),
    ).toBe('runs');
  });

  it('lets run unsigned what was allowed and needs no signature: it only reads, or says so', () => {
    const file = approved({ ticket: { state: 'auto_allowed', domain: 'faq' }, signOffs: [] });
    const routing = { risk_routing_policy: { auto_allow_if: { domain: ['faq'] } } };
    expect(answer(file, theRules({ routing, tool: { changesWorld: false } }))).toBe('runs');
    expect(answer(file, theRules({ routing, tool: { signOff: 'none' } }))).toBe('runs');
    expect(answer(file, theRules({ routing }))).toMatch(/^returned: the sign-offs/);
  });

  it('asks the policy again when nobody signed', () => {
    const file = approved({ ticket: { state: 'auto_allowed', domain: 'faq' }, signOffs: [] });
    const free = theRules({ tool: { signOff: 'none' } });
    expect(answer(file, free)).toMatch(/^returned: the routing policy/);
  });

  it.each([
    ['block_without_citation', 'faq', 'returned: the routing policy in force denies it'],
    // It cites a source that opens.
    ['block_without_citation', null, 'runs'],
    ['mark', null, 'returned: the routing policy in force denies it'],
    ['safety_hold', null, 'returned: the routing policy in force denies it'],
  ] as [Mitigation, string | null, string][])(
    'asks again, too, where %s came into force meanwhile and nothing opens in %s; what people signed they saw',
    (mitigation, uncitedIn, says) => {
      const allowing = { risk_routing_policy: { auto_allow_if: { domain: ['faq'] } } };
      const mitigated = mitigate(allowing, mitigation, 'faq') as { document: RoutingDocument };
      const rules = theRules({ routing: mitigated.document, tool: { signOff: 'none' } });
      const unsigned = approved({ ticket: { state: 'auto_allowed', domain: 'faq' }, signOffs: [] });
      expect(answer(unsigned, rules, 3, uncitedIn)).toBe(says);
      expect(answer(approved({ ticket: { domain: 'faq' } }), rules)).toBe('runs');
    },
  );
});
