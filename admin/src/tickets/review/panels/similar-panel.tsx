import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import type { SimilarCase } from '../../../api-types';
import { serverNow } from '../../../platform/clock';
import { useApi } from '../../../platform/use-api';
import { useReasonLabel } from '../../../reject-reasons/use-reasons';
import { ErrorBlank } from '../../../ui/blanks';
import { StateMark } from '../../../ui/marks';
import { Section } from '../../../ui/section';
import { Shown } from '../../../ui/shown';
import { ticketSeen } from '../../../ui/states';
import { dayOf } from '../../../words/time';
import { decisionLine } from '../../decision';
import { useTicket } from '../use-ticket';
import { words } from '../words';

const List = styled('ul')`
  & li { display: grid; grid-template-columns: 58px minmax(0, 1fr) auto; gap: 0 8px; padding: 4px 0; border-top: 1px solid var(--line); font-size: 12px; line-height: 17px; overflow-wrap: anywhere; }
  & li:first-of-type { border: 0; }
  & small { grid-column: 2 / 4; font-size: 12px; color: var(--text-3); }
`;

/** What colleagues decided lately about the same tool, domain and about the same amount. It advises; it decides nothing. */
export function SimilarPanel() {
  const { id } = useTicket();
  const api = useApi();
  const { data, error, refetch } = useQuery({
    queryKey: ['similar', id],
    queryFn: ({ signal }) => api.similar(id, signal),
    staleTime: 60_000,
  });
  const counts = data && data.approved + data.rejected > 0 && words.similarCounts(data.approved, data.rejected);
  return (
    <Section title={words.similar} right={counts} className="s-similar">
      {error && !data && <ErrorBlank error={error} retry={() => refetch()} />}
      {data?.data.length === 0 && <p className="faint small">{words.noSimilar}</p>}
      <List>
        {data?.data.map((past) => (
          <Past key={past.id} past={past} />
        ))}
      </List>
    </Section>
  );
}

function Past({ past }: { past: SimilarCase }) {
  const labelOf = useReasonLabel();
  const last = past.decisions.filter(({ verdict }) => (verdict === 'reject') === (past.state === 'rejected'));
  const names = last.map(({ personName }) => personName).join(', ');
  const reason = last.find((decision) => decision.reason)?.reason;
  return (
    <li>
      <span>{dayOf(past.resolvedAt ?? past.createdAt, serverNow())}</span>
      <span>
        <Shown text={decisionLine(past.toolCall)} /> <Link to={`/tickets/${past.id}`}>T-{past.number}</Link>
      </span>
      <StateMark seen={ticketSeen(past.state, past.executionState)} />
      <small>
        <Shown text={reason ? words.similarBecause(names, labelOf(reason)) : names} />
      </small>
    </li>
  );
}
