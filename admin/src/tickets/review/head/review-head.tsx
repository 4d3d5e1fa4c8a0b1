import { styled } from '@mui/material/styles';
import { Link } from 'react-router-dom';
import { useNow } from '../../../platform/clock';
import { Icon } from '../../../ui/icons';
import { Shown } from '../../../ui/shown';
import { moment } from '../../../words/time';
import { useFocus } from '../../focus/focus-context';
import { FocusLine } from '../../focus/focus-line';
import { lastView } from '../../inbox/use-view';
import { writeView } from '../../inbox/views';
import { OthersLooking } from '../../presence/others-looking';
import { useReview } from '../review-context';
import { titleOf } from '../title';
import { useNeighbours } from '../use-neighbours';
import { useTicket } from '../use-ticket';
import { words } from '../words';
import { ReasonLine } from './reason-line';
import { ReviewClock } from './review-clock';

const Head = styled('header')`
  display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 32px; padding: 11px 24px 12px; background: var(--surface); border-bottom: 1px solid var(--line);
  & .crumb { display: flex; gap: 14px; align-items: center; color: var(--text-3); font-size: 12px; line-height: 18px; }
  & .crumb a { color: var(--text-2); text-decoration: none; display: inline-flex; gap: 5px; align-items: center; }
  & h1 { font: var(--cs-font-h1); letter-spacing: -.012em; overflow-wrap: anywhere; }
  & .clock { grid-column: 2; grid-row: 1 / 4; align-self: center; }
  @media (max-width: 760px) {
    display: flex; flex-direction: column; gap: 0; padding: 10px 16px 12px;
    & .crumb { justify-content: space-between; order: -2; min-height: 24px; white-space: nowrap; } & .wide { display: none; }
    & .clock { order: -1; align-self: stretch; } & h1 { margin: 8px 0 4px; font-size: 19px; line-height: 25px; }
  }
`;

/** What must I decide, why is it here, how long do I have: in this order. */
export function ReviewHead() {
  const ticket = useTicket();
  const { signed } = useReview();
  const { position, of, more } = useNeighbours();
  const now = useNow();
  const focus = useFocus();
  return (
    <Head>
      <div className="crumb">
        <Link to={`/?${writeView(lastView())}`}>
          <Icon name="left" size={14} />
          {ticket.queue ? (
            <>
              <span className="hidden">{words.backTo}</span>
              {ticket.queue}
            </>
          ) : (
            words.back
          )}
        </Link>
        {focus ? <FocusLine /> : position !== null && <span>{words.position(position, of, more)}</span>}
        <span>T-{ticket.number}</span>
        <OthersLooking />
        <span className="wide">
          <Shown text={words.proposedBy(ticket.agent.name, moment(ticket.createdAt, now))} />
        </span>
      </div>
      <h1>
        <Shown text={titleOf(ticket, signed)} />
      </h1>
      <ReasonLine />
      <ReviewClock />
    </Head>
  );
}
