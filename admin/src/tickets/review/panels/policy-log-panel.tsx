import { styled } from '@mui/material/styles';
import { Link } from 'react-router-dom';
import type { Condition } from '../../../api-types';
import { Icon } from '../../../ui/icons';
import { Section } from '../../../ui/section';
import { Shown } from '../../../ui/shown';
import { actualWords, conditionWords } from '../condition-words';
import { useTicket } from '../use-ticket';
import { words } from '../words';

const List = styled('ul')`
  font-size: 12px; line-height: 17px; color: var(--text-3);
  & h3 { font: inherit; font-weight: 560; color: var(--text-2); padding-top: 5px; }
  & li li { display: grid; grid-template-columns: 14px minmax(0, 1fr) auto; gap: 8px; padding: 2.5px 0; overflow-wrap: anywhere; }
  & svg { margin-top: 1px; } & .value { max-width: 150px; text-align: right; }
  & .held { color: var(--text); } & .held svg, & .held .value { color: var(--cs-palette-state-pending); } & .held .value { font-weight: 600; }
  & .held.calm svg, & .held.calm .value { color: var(--cs-palette-state-succeeded); }
`;

const order: Condition['rule'][] = ['hard_block_if', 'review_required_if', 'auto_allow_if', 'finding', 'sign_off'];

/** Every condition the policy looked at, what it saw, and whether it held; also those that did not. */
export function PolicyLogPanel() {
  const { routingDecision, state } = useTicket();
  const groups = order
    .map((rule) => ({ rule, conditions: routingDecision.conditions.filter((one) => one.rule === rule) }))
    .filter(({ conditions }) => conditions.length > 0);
  return (
    <Section
      title={state === 'pending_review' ? words.why : words.whyElse}
      right={
        <Link to={`/policies?version=${routingDecision.policyVersion}`}>
          {words.policyVersion(routingDecision.policyVersion)}
        </Link>
      }
      className="s-policy"
    >
      <List>
        {groups.map(({ rule, conditions }) => (
          <li key={rule}>
            <h3>{words.rules[rule]}</h3>
            <ul>
              {conditions.map((condition) => (
                <ConditionLine key={condition.condition} condition={condition} />
              ))}
            </ul>
          </li>
        ))}
      </List>
    </Section>
  );
}

function ConditionLine({ condition }: { condition: Condition }) {
  const { duplicates } = useTicket();
  const repeated = duplicates.find(({ id }) => id === condition.actual);
  const calm = condition.rule === 'auto_allow_if';
  return (
    <li className={condition.held ? `held${calm ? ' calm' : ''}` : undefined}>
      <Icon name={condition.held ? 'check' : 'cross'} size={14} />
      <span>
        <Shown text={conditionWords(condition)} />
        <span className="hidden">, {condition.held ? words.held : words.notHeld}</span>
      </span>
      <span className="value">{repeated ? `T-${repeated.number}` : <Shown text={actualWords(condition)} />}</span>
    </li>
  );
}
