import { styled } from '@mui/material/styles';
import { Section } from '../../../ui/section';
import { Shown } from '../../../ui/shown';
import { humanize } from '../../../words/names';
import { words as ticketWords } from '../../words';
import { besides } from '../condition-words';
import { useTicket } from '../use-ticket';
import { words } from '../words';

const List = styled('ul')`
  font-size: 12px; line-height: 17px;
  & li { display: grid; grid-template-columns: 28px minmax(0, 1fr); gap: 8px; padding: 2.5px 0; }
  & b { text-align: right; } & span { color: var(--text-2); overflow-wrap: anywhere; }
`;

/** The score that sets the priority, with each part's points and why. */
export function RiskPanel() {
  const { routingDecision, priority } = useTicket();
  const { value, parts } = routingDecision.score;
  return (
    <Section title={words.risk} mark={<b>{words.riskOf(value)}</b>} right={words.priority(priority)} className="s-risk">
      <List>
        {parts
          .filter(({ points }) => points !== 0)
          .map(({ factor, points, because }) => (
            <li key={factor}>
              <b>{points > 0 ? `+${points}` : points}</b>
              <span>
                <Shown text={because ? besides(ticketWords.factors[factor], because) : humanize(factor)} />
              </span>
            </li>
          ))}
      </List>
    </Section>
  );
}
