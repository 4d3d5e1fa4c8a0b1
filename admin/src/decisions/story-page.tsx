import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useCallback, useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { Ticket } from '../api-types';
import { EntryList } from '../audit-log/entry-list';
import { ProofSummary } from '../audit-log/proof/proof-summary';
import type { ProofStatus } from '../audit-log/proof/use-proof';
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
import { NoticeRoom } from '../ui/notice';
import { Page } from '../ui/page';
import { Shown } from '../ui/shown';
import { ticketSeen } from '../ui/states';
import { roleName } from '../words/names';
import { duration, fullTime } from '../words/time';
import { words } from './words';

const Head = styled('div')`
  padding: 4px 24px 16px;
  @media (max-width: 760px) { padding-inline: 16px; }
`;

/** `/decisions/:id`: a ticket's whole story, oldest first, each entry with its proof; made to be printed. */
export default function StoryPage() {
  const { id = '' } = useParams();
  const { data: ticket, error, refetch } = useTicketQuery(id);
  const [found, setFound] = useState<ReadonlyMap<string, ProofStatus>>(new Map());
  const tell = useCallback(
    (entryId: string, proof: ProofStatus) => setFound((before) => new Map(before).set(entryId, proof)),
    [],
  );
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
      <NoticeRoom>
        <ProofSummary of={list.rows.length} found={found} />
      </NoticeRoom>
      <ListState list={list} empty={logWords.empty} icon="log">
        <EntryList entries={list.rows} proofs={tell} />
      </ListState>
    </Page>
  );
}

function Summary({ ticket }: { ticket: Ticket }) {
  const signed = ticket.signOffs.filter(({ counts }) => counts);
  const [decision] = useKeysetList('decisions', { filter: { text: `T-${ticket.number}` }, limit: 1 }).rows;
  return (
    <Head>
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
          <dd>
            {words.routing(ticket.routingDecision.policyVersion)}
            {decision && `, ${words.signOff(decision.signOffPolicyVersion)}`}
          </dd>
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
    </Head>
  );
}
