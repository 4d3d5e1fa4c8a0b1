import Button from '@mui/material/Button';
import { Link, useParams } from 'react-router-dom';
import type { Ticket } from '../api-types';
import { EntryList } from '../audit-log/entry-list';
import { words as logWords } from '../audit-log/words';
import { DeadEnd } from '../layout/dead-ends';
import { serverNow } from '../platform/clock';
import { useKeysetList } from '../platform/use-keyset-list';
import { decisionLine } from '../tickets/decision';
import { useTicketQuery } from '../tickets/review/use-ticket';
import { LoadingRows } from '../ui/blanks';
import { Facts } from '../ui/facts';
import { ListState } from '../ui/list-state';
import { ReadOnly, StateMark } from '../ui/marks';
import { Page } from '../ui/page';
import { Shown } from '../ui/shown';
import { ticketSeen } from '../ui/states';
import { roleName } from '../words/names';
import { duration, fullTime } from '../words/time';
import { words } from './words';

/** `/decisions/:id`: a ticket's whole story, oldest first, each entry with its proof; made to be printed. */
export default function StoryPage() {
  const { id = '' } = useParams();
  const { data: ticket, error, refetch } = useTicketQuery(id);
  const list = useKeysetList('audit-log', { filter: { ticketId: id }, sort: 'id', limit: 100 });
  if (!ticket && error) return <DeadEnd error={error} retry={() => refetch()} />;
  if (!ticket) return <LoadingRows rows={12} />;
  return (
    <Page
      title={words.storyOf(ticket.number)}
      says={<Shown text={decisionLine(ticket.toolCall)} />}
      mark={<ReadOnly />}
      actions={
        <>
          <Button component={Link} to={`/tickets/${id}`}>
            {logWords.openTicket}
          </Button>
          <Button onClick={() => window.print()}>{words.print}</Button>
        </>
      }
      bars={<Summary ticket={ticket} />}
    >
      <ListState list={list} empty={logWords.empty} icon="log">
        <EntryList entries={list.rows} proofs />
      </ListState>
    </Page>
  );
}

function Summary({ ticket }: { ticket: Ticket }) {
  const signed = ticket.signOffs.filter(({ counts }) => counts);
  return (
    <div style={{ padding: '4px 24px 16px' }}>
      <StateMark seen={ticketSeen(ticket.state, ticket.execution)} />
      <Facts style={{ marginTop: 8 }}>
        <div>
          <dt>{words.signedBy}</dt>
          <dd>
            {signed.length === 0 && words.nobody}
            {signed.map(({ personId, personName, role }) => (
              <div key={personId}>
                <Shown text={personName} />, {roleName(role)}
              </div>
            ))}
          </dd>
        </div>
        <div>
          <dt>{words.under}</dt>
          <dd>{words.routing(ticket.routingDecision.policyVersion)}</dd>
        </div>
        <div>
          <dt>{words.content}</dt>
          <dd className="mono">{ticket.contentHash}</dd>
        </div>
        <div>
          <dt>{words.proposed}</dt>
          <dd>{fullTime(ticket.createdAt)}</dd>
        </div>
        {ticket.resolvedAt && (
          <div>
            <dt>{words.took}</dt>
            <dd>{duration(Date.parse(ticket.resolvedAt) - Date.parse(ticket.createdAt))}</dd>
          </div>
        )}
      </Facts>
      <p className="small print-only">{words.printed(fullTime(new Date(serverNow()).toISOString()))}</p>
    </div>
  );
}
