import { styled } from '@mui/material/styles';
import { useNow } from '../../../platform/clock';
import { StateMark } from '../../../ui/marks';
import { ticketSeen } from '../../../ui/states';
import { clockWithZone, daysFromToday, duration, moment } from '../../../words/time';
import { timeLeft, toneColour } from '../../sla-clock';
import { useTicket } from '../use-ticket';
import { words } from '../words';

const Box = styled('div')`
  text-align: right; min-width: 212px;
  & .left { font: var(--cs-font-h1); letter-spacing: -.01em; display: block; }
  & .bar { height: 4px; border-radius: 2px; background: var(--sunken); margin: 5px 0; overflow: hidden; display: flex; justify-content: flex-end; }
  & .bar i { border-radius: 2px; background: currentColor; }
  & .by { color: var(--text-3); font-size: 12px; line-height: 17px; }
  @media (max-width: 760px) {
    text-align: left; display: grid; grid-template-columns: auto 1fr; gap: 0 10px; align-items: baseline; min-width: 0;
    & .left { font-size: 16px; line-height: 24px; } & .bar { grid-column: 1 / 3; grid-row: 2; } & .by { text-align: right; } & .lapse { display: none; }
  }
`;

/** How long there is to decide, in words and as what is left of the target; once decided, how it stands. */
export function ReviewClock() {
  const ticket = useTicket();
  const now = useNow();
  if (ticket.state !== 'pending_review') {
    return (
      <Box className="clock">
        <span className="left">
          <StateMark seen={ticketSeen(ticket.state, ticket.execution)} />
        </span>
      </Box>
    );
  }
  const { text, late, share, tone } = timeLeft(ticket, now);
  const due = ticket.dueAt;
  const left = ticket.slaLeftSeconds ?? 0;
  const time = due && (daysFromToday(due, now) === 0 ? clockWithZone(due) : moment(due, now));
  return (
    <Box className="clock" role="timer" style={{ color: toneColour[tone] }}>
      <span className="left">{late || !due ? text : words.left(text)}</span>
      <div className="bar" aria-hidden="true">
        <i style={{ width: `${share * 100}%` }} />
      </div>
      <span className="by">
        {ticket.askedAt && words.clockStands(left > 0 ? duration(left * 1000) : null)}
        {time && (late ? words.wasDue(time) : words.decideBy(time))}
        <span className="lapse"> · {words.lapse(moment(ticket.expiresAt, now))}</span>
      </span>
    </Box>
  );
}
