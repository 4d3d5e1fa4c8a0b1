import { Environment } from '@marcbachmann/cel-js';
import { MOST_INT64 } from './money.js';
import { wholeNumber, withStrictInt } from './strict-int.js';

/** What a condition can speak of. What is null is left out, and a condition that reads it cannot be evaluated. */
export interface CallFacts {
  args: object | null;
  money: { hundredths: bigint } | null;
  /** Hundredths moved today, this call included. */
  sums: { customerDay: bigint; agentDay: bigint } | null;
}

/** `error` says in words why the condition could not be evaluated; it then counts as holding. */
export interface CelAnswer {
  held: boolean;
  error: string | null;
}

export type CelCondition = (facts: CallFacts) => CelAnswer;

const LONGEST = 2_000;
const LIMITS = { maxAstNodes: 500, maxDepth: 50, maxListElements: 100, maxMapEntries: 100, maxCallArguments: 8 };

const CEL = new Environment({ limits: LIMITS })
  .registerVariable('args', 'map<string, dyn>')
  .registerVariable('money', { schema: { hundredths: 'int' } })
  .registerVariable('sums', { schema: { customer_day: 'int', agent_day: 'int' } })
  .registerFunction('whole(dyn): int', wholeNumber);

/**
 * A CEL expression over `args`, `money.hundredths`, `sums.customer_day` and `sums.agent_day`, parsed and
 * type-checked once. Whatever goes wrong when it runs makes it hold: the strictest reading.
 * @throws Error with a sentence when it is no CEL, names what does not exist, or cannot answer yes or no
 */
export function compileCelCondition(source: string): CelCondition {
  if (source.length > LONGEST) throw new Error(`must be at most ${LONGEST} characters.`);
  const expression = CEL.parse(withStrictInt(source, CEL.parse(source).ast));
  const { valid, type, error } = expression.check();
  if (!valid) throw error ?? new Error('does not type-check.');
  if (type !== 'bool' && type !== 'dyn') throw new Error(`must answer yes or no, and this answers ${type}.`);
  return (facts) => {
    try {
      const answer: unknown = expression(contextOf(facts));
      if (typeof answer === 'boolean') return { held: answer, error: null };
      return { held: true, error: 'it does not answer yes or no' };
    } catch (error) {
      return { held: true, error: celMessage(error).replace(/^Unknown variable: (\w+)$/, '$1 is not known') };
    }
  };
}

/** The sentence in what CEL throws, without the picture of where. */
export function celMessage(error: unknown): string {
  const { summary, message } = error as { summary?: string; message?: string };
  return summary ?? message ?? String(error);
}

function contextOf({ args, money, sums }: CallFacts): Record<string, unknown> {
  return {
    ...(args === null ? {} : { args }),
    ...(money === null || !isInt64(money.hundredths) ? {} : { money: { hundredths: money.hundredths } }),
    ...(sums === null || !isInt64(sums.customerDay) || !isInt64(sums.agentDay)
      ? {}
      : { sums: { customer_day: sums.customerDay, agent_day: sums.agentDay } }),
  };
}

function isInt64(value: bigint): boolean {
  return value <= MOST_INT64 && value >= -MOST_INT64 - 1n;
}
