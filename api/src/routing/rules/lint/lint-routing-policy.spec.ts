import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { compileRoutingPolicy } from '../compile-routing-policy.js';
import { lintRoutingPolicy } from './lint-routing-policy.js';
import type { RoutingSurroundings } from './routing-finding.js';

const tool = (name: string, how: Partial<RoutingSurroundings['tools'][number]> = {}) => ({
  name,
  changesWorld: true,
  signOff: null,
  conditional: false,
  ...how,
});
const HOUSE: RoutingSurroundings = {
  tools: [
    tool('issue_refund'),
    tool('change_account_state'),
    tool('search', { changesWorld: false }),
    tool('look_up', { changesWorld: false, conditional: true }),
    tool('send_letter', { signOff: 'none' }),
  ],
  domains: ['Travel'],
};

interface Sections {
  block?: object;
  review?: object;
  allow?: object;
}

const findings = ({ block, review, allow }: Sections) =>
  lintRoutingPolicy(
    compileRoutingPolicy({
      risk_routing_policy: {
        ...(block && { hard_block_if: block }),
        ...(review && { review_required_if: review }),
        ...(allow && { auto_allow_if: allow }),
      },
    }),
    HOUSE,
  );
const told = (sections: Sections) =>
  findings(sections).map(
    ({ severity, kind, path }) => `${severity} ${kind} ${path.replace('risk_routing_policy.', '')}`,
  );

describe('a routing policy', () => {
  it('as it comes with the product has nothing found in it', () => {
    const document: unknown = JSON.parse(readFileSync('config/routing-policy.json', 'utf8'));
    expect(lintRoutingPolicy(compileRoutingPolicy(document), HOUSE)).toEqual([]);
  });

  it.each<[string, Sections, string[]]>([
    ['that lets nothing through, and says so, in nothing', { review: { domain: 'payment' } }, []],
    [
      'that allows a domain it reviews',
      { review: { domain: ['payment'] }, allow: { domain: ['faq', 'payment'] } },
      ['warning never_reached auto_allow_if.domain[1]'],
    ],
    [
      'that allows a domain it blocks by another spelling',
      { block: { domain: ' Travel' }, allow: { domain: ['faq', 'Travel'] } },
      ['warning never_reached auto_allow_if.domain[1]'],
    ],
    [
      'that allows only what it reviews',
      { review: { domain: ['payment', 'faq'] }, allow: { domain: 'faq', confidence_min: 0.5 } },
      ['warning never_allows auto_allow_if'],
    ],
    [
      'whose thresholds cross',
      { review: { confidence_below: 0.9 }, allow: { confidence_min: 0.8 } },
      ['warning overruled auto_allow_if.confidence_min'],
    ],
    [
      'whose thresholds meet, or leave a gap, in nothing',
      { review: { confidence_below: 0.5, risk_score_min: 50 }, allow: { confidence_min: 0.5, risk_score_max: 49 } },
      [],
    ],
    [
      'that allows more risk than it reviews',
      { review: { risk_score_min: 30 }, allow: { risk_score_max: 50 } },
      ['warning overruled auto_allow_if.risk_score_max'],
    ],
    [
      'that allows no score that a domain it allows can have',
      { allow: { domain: ['legal', 'payment'], risk_score_max: 9 } },
      ['warning never_allows auto_allow_if'],
    ],
    [
      'that allows the least score that a domain can have, in nothing',
      { allow: { domain: ['legal', 'payment'], risk_score_max: 10 } },
      [],
    ],
    [
      'that reviews every score',
      { review: { risk_score_min: 0 }, allow: { domain: 'faq' } },
      ['warning always_holds review_required_if.risk_score_min', 'warning never_allows auto_allow_if'],
    ],
    ['that blocks every score', { block: { risk_score_min: 0 } }, ['error always_holds hard_block_if.risk_score_min']],
    [
      'that reviews whatever is said of personal data',
      { review: { pii_leak_risk: ['low', 'medium', 'high'] } },
      ['warning always_holds review_required_if.pii_leak_risk'],
    ],
    [
      'that no confidence is low enough for',
      { review: { confidence_below: 0 } },
      ['warning only_unknown review_required_if.confidence_below'],
    ],
    [
      'that asks for any confidence at all',
      { allow: { confidence_min: 0, domain: 'faq' } },
      ['warning asks_nothing auto_allow_if.confidence_min'],
    ],
    [
      'that reviews what it blocks',
      {
        block: { domain: ['legal'], confidence_below: 0.5 },
        review: { domain: ['legal', 'payment'], confidence_below: 0.4 },
      },
      [
        'warning never_decides review_required_if.domain[0]',
        'warning never_decides review_required_if.confidence_below',
      ],
    ],
    [
      'that reviews more than it blocks, in nothing',
      { block: { confidence_below: 0.3, risk_score_min: 80 }, review: { confidence_below: 0.4, risk_score_min: 60 } },
      [],
    ],
    [
      'that says a name twice',
      { review: { domain: ['payment', 'PAYMENT'] }, allow: { domain: ['faq', 'faq'] } },
      ['warning never_decides review_required_if.domain[1]', 'warning never_decides auto_allow_if.domain[1]'],
    ],
    [
      'that allows what waits for people all the same',
      { allow: { tool_call: ['issue_refund', 'search', 'look_up', 'send_letter'] } },
      ['warning still_signed auto_allow_if.tool_call[0]', 'warning still_signed auto_allow_if.tool_call[2]'],
    ],
    [
      'that names what nobody knows',
      { review: { tool_call: ['isue_refund', 'Issue_Refund'], domain: ['paymnet', 'sky'] } },
      [
        'warning unknown_tool review_required_if.tool_call[0]',
        'warning unknown_domain review_required_if.domain[0]',
        'warning unknown_domain review_required_if.domain[1]',
      ],
    ],
    [
      'that allows a name in other letters, which allowing takes exactly',
      { allow: { domain: ['travel'], tool_call: 'Search' } },
      ['warning unknown_domain auto_allow_if.domain[0]', 'warning unknown_tool auto_allow_if.tool_call'],
    ],
  ])('%s', (_, sections, expected) => {
    expect(told(sections)).toEqual(expected);
  });

  it('says in a sentence what is wrong, and shows a proposal that it is wrong for', () => {
    const [never] = findings({ review: { domain: ['payment'] }, allow: { domain: ['faq', 'payment'] } });
    expect(never).toMatchObject({
      id: 'never_reached:auto_allow_if.domain:payment',
      message: '“payment” in auto_allow_if.domain is never allowed: review_required_if.domain sends it to people.',
      names: ['payment', 'review_required_if.domain'],
      example: { domain: 'payment', confidence: 1, toolCall: null, outcome: 'review' },
    });
    const [crossed] = findings({ review: { confidence_below: 0.9 }, allow: { confidence_min: 0.8 } });
    expect(crossed?.example).toMatchObject({ confidence: 0.8, outcome: 'review' });
    const [slip] = findings({ review: { tool_call: 'isue_refund' } });
    expect(slip?.message).toBe('No tool is registered as “isue_refund”; “issue_refund” there is.');
  });

  it('has at most a hundred things found in it, which is as many as can be accepted', () => {
    const domain = Array.from({ length: 300 }, (_, n) => `nowhere ${n}`);
    expect(findings({ review: { domain } })).toHaveLength(100);
  });
});
