import type { ReactNode } from 'react';
import type { Condition } from '../../api-types';
import { Shown } from '../../ui/shown';
import { humanize, orList } from '../../words/names';

const say = (value: unknown): string => {
  if (value === null || value === undefined) return 'not given';
  if (Array.isArray(value)) return orList(value.map(say));
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** What was seen, as a short value. */
export const actualWords = ({ condition, actual }: Condition) =>
  condition === 'tool_call' && actual === null ? 'none' : say(actual);

const titles: Record<string, (expected: string) => string> = {
  domain: (expected) => `domain is ${expected}`,
  tool_call: (expected) => `tool is ${expected}`,
  confidence_below: (expected) => `confidence is below ${expected}`,
  confidence_min: (expected) => `confidence is at least ${expected}`,
  policy_decision: (expected) => `the agent’s policy decision is ${expected}`,
  pii_leak_risk: (expected) => `risk of leaking personal data is ${expected}`,
  risk_score_min: (expected) => `risk score is at least ${expected}`,
  risk_score_max: (expected) => `risk score is at most ${expected}`,
};

/** A condition as a policy reads: "domain is payment, account_lock or legal". */
export function conditionWords({ condition, expected, because }: Condition): string {
  if (because) return because;
  const title = titles[condition];
  if (title) return title(say(expected));
  const name = condition.includes(' ') ? condition : humanize(condition);
  return expected === null || expected === undefined || typeof expected === 'boolean'
    ? name
    : `${name}: ${say(expected)}`;
}

const sentences: Record<string, (actual: ReactNode, expected: string) => ReactNode> = {
  domain: (actual) => <>the domain is {actual}</>,
  tool_call: (actual) => <>the tool is {actual}</>,
  confidence_below: (actual, expected) => (
    <>
      confidence {actual} is below <b>{expected}</b>
    </>
  ),
  policy_decision: (actual) => <>the agent’s own policy decision is {actual}</>,
  pii_leak_risk: (actual) => <>the risk of leaking personal data is {actual}</>,
};

/** A condition that held, as the end of "because …". */
export function conditionSentence(condition: Condition): ReactNode {
  const { actual, expected } = condition;
  if (condition.condition === 'confidence_below' && actual === null) return 'the agent gave no confidence';
  if (condition.because) return <Shown text={condition.because} />;
  const sentence = sentences[condition.condition];
  return sentence ? (
    sentence(
      <b>
        <Shown text={say(actual)} />
      </b>,
      say(expected),
    )
  ) : (
    <Shown text={conditionWords(condition).replace(/^./, (first) => first.toLowerCase())} />
  );
}
