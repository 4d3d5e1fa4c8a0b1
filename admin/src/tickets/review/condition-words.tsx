import { Fragment, type ReactNode } from 'react';
import type { Condition } from '../../api-types';
import { Shown } from '../../ui/shown';
import { humanize, orList } from '../../words/names';
import { words } from '../words';

const say = (value: unknown): string => {
  if (value === null || value === undefined) return words.notGiven;
  if (Array.isArray(value)) return orList(value.map(say));
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** What was seen, as a short value. */
export const actualWords = ({ condition, actual }: Condition) =>
  condition === 'tool_call' && actual === null ? words.none : say(actual);

/** The server's English sentence, after the language's own where it has one. */
export const besides = (ours: string | undefined, theirs: string) => (ours ? words.beside(ours, theirs) : theirs);

/** A condition as a policy reads: "domain is payment, account_lock or legal". */
export function conditionWords({ condition, expected, because }: Condition): string {
  if (because) return besides(words.findings[condition], because);
  const title = words.conditions[condition];
  if (title) return title(say(expected));
  const name = condition.includes(' ') ? condition : humanize(condition);
  return expected === null || expected === undefined || typeof expected === 'boolean'
    ? name
    : words.other(name, say(expected));
}

/** A condition that held, as the end of "because …". */
export function conditionSentence(condition: Condition): ReactNode {
  const { actual, expected } = condition;
  if (condition.condition === 'confidence_below' && actual === null) return words.noConfidence;
  if (condition.because) return <Shown text={besides(words.findings[condition.condition], condition.because)} />;
  const sentence = words.held[condition.condition];
  if (!sentence) return <Shown text={conditionWords(condition).replace(/^./, (first) => first.toLowerCase())} />;
  const seen = (
    <b>
      <Shown text={say(actual)} />
    </b>
  );
  return inOrder(sentence(seen, <b>{say(expected)}</b>));
}

/** The pieces of a sentence, which never move. */
export const inOrder = (pieces: ReactNode[]): ReactNode =>
  // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is made anew as a whole
  pieces.map((piece, n) => <Fragment key={n}>{piece}</Fragment>);
