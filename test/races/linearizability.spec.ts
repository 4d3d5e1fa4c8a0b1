import { describe, expect, test } from '@jest/globals';
import { linearize, type Model, type Operation } from './linearizability.js';

type Ask = { write: number } | 'read';

/** A register that is written and read, the textbook's object. */
const register: Model<number, Ask, number> = {
  initial: 0,
  apply: (state, ask, output) => {
    if (ask !== 'read') return [ask.write];
    return output === null || output === state ? [state] : [];
  },
};

/** Each line is one client: `wN` writes N, `rN` reads N, `w?N` was never answered; dots and dashes are time. */
function history(...clients: string[]): Operation<Ask, number>[] {
  return clients.flatMap((line, n) =>
    [...line.matchAll(/(w|r)(\?)?(\d)(-*)/g)].map((match) => {
      const [text, kind, lost, digit] = match;
      const input: Ask = kind === 'w' ? { write: Number(digit) } : 'read';
      const called = match.index;
      return {
        client: `${n}`,
        input,
        output: lost ? null : Number(digit),
        called,
        returned: called + text.length - 0.5,
      };
    }),
  );
}

const fits = (...clients: string[]) => linearize(register, history(...clients)).ok;

describe('a register', () => {
  test.each([
    ['one after the other', ['w1 r1 w2 r2']],
    ['a read beside a write sees either', ['w1------', '  r0 r1']],
    ['reads beside two writes', ['w1-------', 'w2-------', ' r1 r2']],
    ['only the order that was called second', ['w1---------', '   w2---', '             r1']],
    ['a write without an answer that was seen', ['w?1', '   r0   r1']],
    ['a write without an answer that was never seen', ['w?1', '   r0   r0']],
    ['a write without an answer that takes effect late', ['w?1', '   w2 r2 r1']],
  ])('%s: fits', (_, clients) => {
    expect(fits(...clients)).toBe(true);
  });

  test.each([
    ['a stale read', ['w1', '    r0']],
    ['a read that goes back', ['w1---------', '  r1 r0']],
    ['a lost write', ['w1 w2', '       r1']],
    ['a value out of nowhere', ['w1', '   r2']],
    ['two readers who see two orders', ['w1-----------', 'w2-----------', '  r1 r2', '  r2 r1      ']],
    ['a write without an answer that is undone', ['w?1', '   r1 r0']],
  ])('%s: does not', (_, clients) => {
    expect(fits(...clients)).toBe(false);
  });

  test('says how far it got and what was in the way', () => {
    const verdict = linearize(register, history('w1 w2', '       r1'));
    expect(verdict).toMatchObject({ ok: false, state: 2, longest: [{ input: { write: 1 } }, { input: { write: 2 } }] });
    expect(!verdict.ok && verdict.stuck.map(({ input }) => input)).toEqual(['read']);
  });

  test('looks into no state twice: in what order twelve equal writes came is one question, not 479,001,600', () => {
    expect(fits(...Array.from({ length: 12 }, () => 'w1---'), '       r2')).toBe(false);
  });
});
