import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { compileSignOffPolicy } from '../compile-sign-off-policy.js';
import type { Role } from '../requirement.js';
import type { Surroundings } from './finding.js';
import { lintSignOffPolicy } from './lint-sign-off-policy.js';

const ONE = { any_of: ['operator', 'support_lead'], count: 1 };
const TWO = { any_of: ['operator', 'support_lead'], count: 2 };
const LEGAL = { any_of: ['legal'], count: 1 };

const person = (name: string, ...roles: Role[]) => ({ id: name, name, roles });
const TOOL = { name: 'issue_refund', signOff: null, changesWorld: true, arguments: ['payment_id', 'amount_minor'] };
const AGENT = { name: 'billing-desk', tools: null, ownerId: 'Ada', issuers: ['Ada'] };
const HOUSE: Surroundings = {
  people: [
    person('Ada', 'admin'),
    person('Olga', 'operator'),
    person('Omar', 'operator'),
    person('Lena', 'support_lead'),
    person('Luis', 'support_lead'),
    person('Law', 'legal'),
    person('Lou', 'legal'),
  ],
  agents: [AGENT],
  tools: [TOOL, { name: 'search', signOff: null, changesWorld: false, arguments: null }],
};

interface Written {
  rules?: object[];
  otherwise?: object;
}

function findings({ rules = [], otherwise = TWO }: Written, around: Partial<Surroundings> = {}) {
  const document = {
    sign_off_policy: {
      expires_after_seconds: 60,
      rules: rules.map((rule, at) => ({ name: `rule ${at + 1}`, tool: 'issue_refund', require: TWO, ...rule })),
      otherwise,
    },
  };
  return lintSignOffPolicy(compileSignOffPolicy(document), { ...HOUSE, ...around });
}

const codes = (...asked: Parameters<typeof findings>) =>
  findings(...asked).map(({ severity, kind, path }) => `${severity} ${kind} ${path.replace('sign_off_policy.', '')}`);

describe('a sign-off policy', () => {
  it('that anybody can live with has nothing found in it', () => {
    expect(codes({ rules: [{}] })).toEqual([]);
  });

  it.each<[string, Written, Partial<Surroundings>, string[]]>([
    [
      'that asks for a role nobody has',
      { rules: [{ require: { any_of: ['security'], count: 1 } }, {}] },
      {},
      ['error nobody rules[0].require'],
    ],
    [
      'that asks for more people than there are',
      { otherwise: { any_of: ['legal'], count: 3 } },
      {},
      ['error nobody otherwise'],
    ],
    [
      'that asks two places of one who has both roles',
      { rules: [{ require: { all: [LEGAL, { any_of: ['security'], count: 1 }] } }] },
      { people: [...HOUSE.people.slice(0, 5), person('Both', 'legal', 'security')] },
      ['error nobody rules[0].require'],
    ],
    [
      'that only people could fill who never sign',
      { otherwise: LEGAL },
      { people: [person('Ada', 'admin', 'legal'), person('Olga', 'operator'), person('Omar', 'operator')] },
      ['error nobody otherwise', 'warning one_person otherwise'],
    ],
    [
      'that nobody can fill for any agent, because of four eyes',
      { rules: [{ require: LEGAL }] },
      {
        people: HOUSE.people.slice(0, 6),
        agents: [{ ...AGENT, issuers: ['Law'] }],
      },
      ['error four_eyes rules[0].require', 'warning one_person rules[0].require'],
    ],
    [
      'that nobody can fill for one of two agents',
      { rules: [{ require: { any_of: ['legal'], count: 2 } }] },
      { agents: [AGENT, { ...AGENT, name: 'law-desk', ownerId: 'Law', issuers: [] }] },
      ['warning four_eyes rules[0].require'],
    ],
    [
      'that hangs on an agent that may not propose it, in nothing',
      { rules: [{ require: { any_of: ['legal'], count: 2 } }] },
      {
        people: [...HOUSE.people, person('Lex', 'legal')],
        agents: [{ ...AGENT, tools: ['other'], ownerId: 'Law', issuers: ['Lou'] }],
      },
      [],
    ],
    [
      'that hangs on one person',
      { rules: [{ require: { any_of: ['legal'], count: 2 } }] },
      {},
      ['warning one_missing rules[0].require'],
    ],
    ['that one person alone can fill', { rules: [{ require: ONE }] }, {}, ['warning one_person rules[0].require']],
    [
      'that one person alone can fill by one of two ways',
      { rules: [{ require: { any: [TWO, LEGAL] } }] },
      {},
      ['warning one_person rules[0].require'],
    ],
    [
      'that asks one person where another rule always asks two',
      { rules: [{}, { require: ONE, step_up: true }] },
      {},
      [],
    ],
    ['that leaves what changes the world to one person', { otherwise: ONE }, {}, ['warning one_person otherwise']],
    ['that leaves only reading to one person', { rules: [{}], otherwise: ONE }, {}, []],
    [
      'that asks less where it asks more anyway',
      { rules: [{ tool: ['issue_refund', 'search'] }, { require: ONE, when: 'args.amount_minor == "1"' }] },
      {},
      ['warning never_decides rules[1]'],
    ],
    [
      'that says the same twice',
      { rules: [{ when: 'sums.agent_day > 1' }, { when: 'sums.agent_day > 1' }] },
      {},
      ['warning never_decides rules[1]'],
    ],
    [
      'that says the same of other calls',
      { rules: [{ when: 'sums.agent_day > 1' }, {}] },
      {},
      ['warning never_decides rules[0]'],
    ],
    ['whose condition is never true', { rules: [{ when: '1 > 2' }] }, {}, ['warning never_applies rules[0].when']],
    ['that names a tool nobody knows', { rules: [{ tool: 'refund' }] }, {}, ['warning unknown_tool rules[0].tool']],
    ['that names a tool in other letters', { rules: [{ tool: ' Issue_Refund' }] }, {}, []],
    [
      'that speaks of a tool that needs no signature',
      { rules: [{}] },
      { tools: [{ ...TOOL, signOff: 'none' }] },
      ['warning unsigned_tool rules[0].tool'],
    ],
    [
      'that reads what is no argument',
      { rules: [{ when: 'int(args.amount) > 5' }] },
      {},
      ['warning unknown_argument rules[0].when'],
    ],
    ['that reads what may be an argument', { rules: [{ tool: 'search', when: 'args.amount == "5"' }] }, {}, []],
    [
      'whose rules are too much together',
      {
        rules: [
          { require: { any_of: ['operator'], count: 2 } },
          { require: { any_of: ['operator', 'legal'], count: 4 } },
        ],
      },
      { people: [...HOUSE.people.slice(0, 5), person('Law', 'legal', 'operator'), person('Lou', 'legal')] },
      ['warning one_missing rules[1].require', 'error nobody_for_all rules'],
    ],
  ])('%s', (_, written, around, expected) => {
    expect(codes(written, around)).toEqual(expected);
  });

  it('says in a sentence what is missing, and who', () => {
    const [first] = findings({ rules: [{ require: { any_of: ['security'], count: 2 } }] });
    expect(first?.message).toBe('Nobody can fill it: two of security are missing.');
    expect(first?.names).toEqual(['security']);
    const [hangs] = findings({ rules: [{ require: { any_of: ['legal'], count: 2 } }] });
    expect(hangs?.message).toContain('It hangs on Law and Lou');
    expect(hangs?.names).toEqual(['Law', 'Lou']);
  });

  it('as it is at first, with the people of a small team, has what is known and no error', () => {
    const document: unknown = JSON.parse(readFileSync('config/sign-off-policy.json', 'utf8'));
    const found = lintSignOffPolicy(compileSignOffPolicy(document), HOUSE);
    expect(found.map(({ id }) => id)).toEqual(['unknown_tool:account state', 'one_person:otherwise']);
  });
});
