import { styled } from '@mui/material/styles';
import { memo } from 'react';
import { Link } from 'react-router-dom';
import type { TicketSummary } from '../../api-types';
import { useMe } from '../../identity/use-me';
import { Avatar, SignatureMarks, StateMark, Tag } from '../../ui/marks';
import { Shown } from '../../ui/shown';
import { ticketSeen } from '../../ui/states';
import { decisionOf } from '../decision';
import { flagSeen } from '../flags';
import { TimeLeft } from '../time-left';
import { words } from './words';

const Row = styled(Link)`
  display: grid; grid-template-columns: 104px 256px minmax(0, 1fr) 240px 92px 92px; grid-template-areas: 'time what said why sign with';
  align-items: center; gap: 0 16px; height: 43px; padding: 0 24px; border-bottom: 1px solid var(--line); color: inherit; text-decoration: none;
  &:hover { background: var(--hover); }
  &:focus-visible { background: var(--ink-soft); outline: none !important; box-shadow: inset 3px 0 0 var(--ink), inset 0 0 0 1px var(--ink); }
  & > span { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  & > .time { display: flex; align-items: center; }
  & .said { color: var(--text-2); } & .why { color: var(--text-2); font-size: 12px; display: flex; gap: 6px; align-items: center; }
  & .why > i { font-style: normal; overflow: hidden; text-overflow: ellipsis; }
  & .with { display: flex; gap: 8px; align-items: center; color: var(--text-2); font-size: 12px; }
  @media (max-width: 1180px) { grid-template-columns: 100px 210px minmax(0, 1fr) 180px 84px; grid-template-areas: 'time what said why sign'; & .with { display: none; } }
  @media (max-width: 760px) {
    height: auto; padding: 11px 16px; gap: 3px 12px; grid-template-columns: minmax(0, 1fr) auto;
    grid-template-areas: 'what time' 'said said' 'why sign'; & .what { font-size: 14px; } & > .time, & > .signed { justify-self: end; }
  }
`;

const area = (name: string) => ({ gridArea: name });

/** One ticket on one line (three on a phone): how long, what, in whose words, why, who signed, who is on it. */
export const TicketRow = memo(function TicketRow({ ticket }: { ticket: TicketSummary }) {
  const me = useMe();
  const decision = ticket.toolCall && decisionOf(ticket.toolCall);
  const holder = ticket.claim && (ticket.claim.personId === me.id ? words.you : ticket.claim.personName);
  return (
    <Row to={`/tickets/${ticket.id}`} data-ticket={ticket.id}>
      <span className="time" style={area('time')}>
        {ticket.state === 'pending_review' ? (
          <TimeLeft {...ticket} />
        ) : (
          <StateMark seen={ticketSeen(ticket.state, ticket.execution)} />
        )}
      </span>
      <span className="what" style={area('what')}>
        <b>
          <Shown text={decision?.act ?? words.answerOnly} />
        </b>{' '}
        <span className="faint">{decision?.subject && <Shown text={decision.subject} />}</span>
      </span>
      <span className="said" style={area('said')}>
        “<Shown text={ticket.requestExcerpt.replaceAll('\n', ' ')} reading="prose" />”
      </span>
      <span className="why" style={area('why')}>
        {ticket.flags.slice(0, 2).map((flag) => (
          <Tag key={flag} state={flagSeen(flag).state}>
            {flagSeen(flag).label}
          </Tag>
        ))}
        <i>
          <Shown text={ticket.reasons.map(words.reason).join(', ')} />
        </i>
      </span>
      <span className="signed" style={area('sign')}>
        <SignatureMarks given={ticket.signatures.given.length} required={ticket.signatures.required} />
      </span>
      <span className="with" style={area('with')}>
        {holder ? (
          <>
            <Avatar name={ticket.claim!.personName} /> {holder.split(' ')[0]}
          </>
        ) : (
          <span className="hidden">{words.nobody}</span>
        )}
      </span>
    </Row>
  );
});
