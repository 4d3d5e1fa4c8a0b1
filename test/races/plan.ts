import type { Who } from '../support/installation-people.js';
import type { Kind } from './model.js';

/** What one client does next. Which revision it shows depends on what it has seen by then. */
export type Move =
  | { do: 'approve' | 'reject' | 'revoke'; who: Who; shows: Shows }
  | { do: 'revise'; who: Who; shows: Shows; to: Kind }
  | { do: 'claim' | 'release' | 'escalate' | 'look'; who: Who }
  | { do: 'answer' | 'withdraw' }
  | { do: 'time' | 'run' };

/** The revision at the start; the last one this client saw; a number and a hash that do not belong together. */
export type Shows = 'first' | 'seen' | 'crossed';

export type Step = {
  move: Move;
  /** Which of the two processes is asked. */
  process: 0 | 1;
  /** Milliseconds before it. */
  pause: number;
};

/** The moves of one history: some one after the other, to get there, then several clients at once. */
export interface Plan {
  kind: Kind;
  prelude: Step[];
  clients: Step[][];
}

const SIGNERS: readonly Who[] = ['operator', 'second_operator', 'support_lead', 'second_lead', 'both'];

type Dice = () => number;

/** A generator of numbers from 0 to 1 that gives the same ones for the same seed (mulberry32). */
export function dice(seed: number): Dice {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** How often each move is made, by what the history is about. */
const THEMES: Record<string, Partial<Record<Move['do'], number>>> = {
  signing: { approve: 5, reject: 1, look: 3, answer: 1, claim: 1 },
  editing: { approve: 2, revise: 5, reject: 1, look: 5, claim: 1 },
  ending: { approve: 2, reject: 2, withdraw: 2, revoke: 2, time: 2, revise: 2, look: 2, run: 1 },
  running: { run: 5, withdraw: 2, revoke: 4, time: 2, look: 2, answer: 2, approve: 2, revise: 1 },
  desk: { claim: 4, release: 4, escalate: 1, approve: 1, look: 2 },
  everything: {
    ...{ approve: 2, reject: 1, revise: 2, claim: 2, release: 1, escalate: 1 },
    ...{ look: 3, answer: 1, withdraw: 1, revoke: 1, time: 1, run: 2 },
  },
};

/** What ends a ticket comes late more often than not: what follows it is all refused. */
const ENDING: readonly Move['do'][] = ['reject', 'withdraw', 'time'];

/** The plan that belongs to a seed: 8 to 20 moves by 4 to 8 clients. */
export function planOf(seed: number): Plan {
  const roll = dice(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)]!;
  const theme = pick(Object.keys(THEMES));
  const kind = pick<Kind>(['small_refund', 'large_refund', 'large_refund', 'account', 'account']);
  const step = (move: Move): Step => ({ move, process: roll() < 0.5 ? 0 : 1, pause: Math.floor(roll() ** 3 * 12) });
  const clients = Array.from({ length: 4 + Math.floor(roll() * 5) }, () => [] as Step[]);
  const moves = 8 + Math.floor(roll() * 13);
  for (let n = 0; n < moves; n += 1) {
    const client = clients[n % clients.length]!;
    const early = n < moves * 0.6 && roll() < 0.9;
    const move = moveOf(weighted(THEMES[theme]!, early, roll), kind, pick, roll);
    client.push(step(move));
    // A double click, or the same thing from another window.
    if (roll() < 0.15) pick(clients).push(step(move));
  }
  return { kind, prelude: preludeOf(theme, kind, roll).map(step), clients };
}

function moveOf(verb: Move['do'], kind: Kind, pick: <T>(from: readonly T[]) => T, roll: Dice): Move {
  const who = pick(SIGNERS);
  const shows: Shows = roll() < 0.6 ? 'seen' : roll() < 0.85 ? 'first' : 'crossed';
  switch (verb) {
    case 'approve':
    case 'reject':
    case 'revoke':
      return { do: verb, who, shows };
    case 'revise':
      return { do: verb, who, shows, to: kind === 'account' ? kind : pick<Kind>(['small_refund', 'large_refund']) };
    case 'answer':
    case 'withdraw':
      return { do: verb };
    case 'time':
    case 'run':
      return { do: verb };
    default:
      return { do: verb, who };
  }
}

/** Half of the histories about running begin with an approved ticket, some others with a signature or a claim. */
function preludeOf(theme: string, kind: Kind, roll: Dice): Move[] {
  const sign = (who: Who): Move => ({ do: 'approve', who, shows: 'first' });
  if (theme === 'running' || roll() < 0.15) {
    return kind === 'small_refund' && roll() < 0.7 ? [sign('operator')] : [sign('operator'), sign('second_lead')];
  }
  if (roll() < 0.25) return [sign('support_lead')];
  return roll() < 0.2 ? [{ do: 'claim', who: 'both' }] : [];
}

function weighted(weights: Partial<Record<Move['do'], number>>, early: boolean, roll: Dice): Move['do'] {
  const all = Object.entries(weights) as [Move['do'], number][];
  const entries = early ? all.filter(([verb]) => !ENDING.includes(verb)) : all;
  let left = roll() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [verb, weight] of entries) {
    left -= weight;
    if (left < 0) return verb;
  }
  return entries[0]![0];
}
