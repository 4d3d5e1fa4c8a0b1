import { describe, expect, it } from '@jest/globals';
import { compileCelCondition } from './cel-condition.js';

const LIMIT = 'int(args.amount_minor) > 50000';
const run = (source: string, args: object | null, rest: object = {}) =>
  compileCelCondition(source)({ args, money: null, sums: null, ...rest });

describe('a condition in CEL', () => {
  it.each<[string, object, boolean]>([
    [LIMIT, { amount_minor: '50001' }, true],
    [LIMIT, { amount_minor: '50000' }, false],
    [LIMIT, { amount_minor: 50001 }, true],
    ['args.reason == "goodwill"', { reason: 'goodwill' }, true],
    ['args.state in ["closed", "locked"]', { state: 'open' }, false],
    ['has(args.note) && args.note.contains("int(")', { note: 'an int( here' }, true],
    ['args.lines.exists(line, int(line.amount) > 10)', { lines: [{ amount: '9' }, { amount: '11' }] }, true],
    ['args.lines.all(line, int(line.amount) > 10)', { lines: [{ amount: '9' }, { amount: '11' }] }, false],
    ['args.count > 3', { count: 4 }, true],
  ])('%s is, for %j, %s', (source, args, held) => {
    expect(run(source, args)).toEqual({ held, error: null });
  });

  it('sees money and sums as whole hundredths', () => {
    const facts = { money: { hundredths: 2n ** 62n }, sums: { customerDay: 7n, agentDay: 8n } };
    expect(run('money.hundredths == 4611686018427387904', null, facts)).toEqual({ held: true, error: null });
    expect(run('sums.customer_day > 7 || sums.agent_day > 8', null, facts)).toEqual({ held: false, error: null });
  });

  it.each<[string, string, object | null, object]>([
    ['a missing argument', LIMIT, {}, {}],
    ['no arguments', LIMIT, null, {}],
    ['an empty amount', LIMIT, { amount_minor: '' }, {}],
    ['a binary amount', LIMIT, { amount_minor: '0b1' }, {}],
    ['a fraction', LIMIT, { amount_minor: 50000.9 }, {}],
    ['an amount beyond 64 bits', LIMIT, { amount_minor: '9999999999999999999' }, {}],
    ['a number that is not exact', LIMIT, { amount_minor: 1e30 }, {}],
    ['a boolean amount', LIMIT, { amount_minor: true }, {}],
    ['an argument of the prototype', 'args.constructor == "x"', {}, {}],
    ['an unreadable amount of money', 'money.hundredths > 1', {}, {}],
    ['a sum beyond 64 bits', 'sums.agent_day > 1', {}, { sums: { customerDay: 1n, agentDay: 2n ** 63n } }],
    ['an overflow', 'money.hundredths * 1000000 * 1000000 < 0', {}, { money: { hundredths: 10n ** 12n } }],
    ['an answer that is neither yes nor no', 'args.flag', { flag: 'no' }, {}],
    [
      'an unknown sum beside a small one',
      'money.hundredths > 9 || sums.agent_day > 9',
      {},
      { money: { hundredths: 1n } },
    ],
  ])('holds, and says why, on %s', (_, source, args, facts) => {
    expect(run(source, args, facts)).toEqual({ held: true, error: expect.stringMatching(/\w/) });
  });

  it('says in plain words that something is not known', () => {
    expect(run('money.hundredths > 1', {}).error).toBe('money is not known');
    expect(run(LIMIT, {}).error).toBe('No such key: amount_minor');
  });

  it.each([
    'args.amount >',
    'amount > 1',
    'sums.custmer_day > 1',
    'money.hundredths',
    '"yes"',
    'uint(args.amount) > 1u',
    `args.a == "${'x'.repeat(2_000)}"`,
    `${'['.repeat(60)}${']'.repeat(60)} == []`,
  ])('is refused when it is %s', (source) => {
    expect(() => compileCelCondition(source)).toThrow();
  });
});
