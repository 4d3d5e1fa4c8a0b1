import { styled } from '@mui/material/styles';
import { Link } from 'react-router-dom';
import { serverNow } from '../../../platform/clock';
import { StateMark } from '../../../ui/marks';
import { Section } from '../../../ui/section';
import { Shown } from '../../../ui/shown';
import { ticketSeen } from '../../../ui/states';
import { dayOf } from '../../../words/time';
import { decisionLine } from '../../decision';
import { useTicket } from '../use-ticket';
import { words } from '../words';

const List = styled('ul')`
  & li { display: grid; grid-template-columns: 58px minmax(0, 1fr) auto; gap: 8px; padding: 4px 0; border-top: 1px solid var(--line); font-size: 12px; line-height: 17px; overflow-wrap: anywhere; }
  & li:first-of-type { border: 0; }
  & li.same { color: var(--cs-palette-state-pending); & a { color: inherit; } }
`;

export function CustomerHistoryPanel() {
  const { customerHistory, customerRef, duplicates } = useTicket();
  const now = serverNow();
  if (!customerRef) return null;
  const same = new Set(duplicates.map(({ id }) => id));
  const all = <Link to={`/?${new URLSearchParams({ view: 'all', customerRef })}`}>{words.allOfCustomer}</Link>;
  return (
    <Section title={words.history} right={customerHistory.length > 0 && all} className="s-history">
      {customerHistory.length === 0 && <p className="faint small">{words.noHistory}</p>}
      <List>
        {customerHistory.map((past) => (
          <li key={past.id} className={same.has(past.id) ? 'same' : undefined}>
            <span>{dayOf(past.createdAt, now)}</span>
            <span>
              <Shown text={decisionLine(past.toolCall)} /> <Link to={`/tickets/${past.id}`}>T-{past.number}</Link>
            </span>
            <StateMark seen={ticketSeen(past.state, past.executionState)} />
          </li>
        ))}
      </List>
    </Section>
  );
}
