import type { Condition } from '../../../api-types';
import { Shown } from '../../../ui/shown';
import { words } from '../../words';
import { conditionSentence, inOrder } from '../condition-words';
import { useTicket } from '../use-ticket';
import { words as reviewWords } from '../words';

/** "Review, because the tool is issue_refund, the domain is payment, and confidence 0.71 is below 0.82." */
export function ReasonLine() {
  const { routingDecision, reasons, signOffRequirement, state } = useTicket();
  const holding = (...rules: Condition['rule'][]) =>
    routingDecision.conditions.filter(({ rule, held }) => held && rules.includes(rule));
  const against = holding('hard_block_if', 'review_required_if', 'finding');
  // What the policy would let through still waits where its tool call needs signatures.
  const held = against.length > 0 ? against : holding('sign_off');
  const outcome = words.outcomes[routingDecision.outcome];
  const several = state === 'pending_review' && signOffRequirement.required > 1;
  const takes = several ? signOffRequirement.because : [];
  return (
    <p className="quiet" style={{ marginTop: 2 }}>
      {held.length === 0 && reasons.length > 0 ? (
        <Shown text={words.becauseOf(outcome, reasons.join(', '))} />
      ) : (
        inOrder(words.because(outcome, held.map(conditionSentence)))
      )}
      {takes.length > 0 && <Shown text={reviewWords.takes(signOffRequirement.required, takes.join('; '))} />}
    </p>
  );
}
