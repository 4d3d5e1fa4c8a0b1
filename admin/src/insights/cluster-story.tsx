import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import type { Cluster, ClusterDetail } from '../api-types';
import { useApi } from '../platform/use-api';
import { ErrorBlank, LoadingRows } from '../ui/blanks';
import { Shown } from '../ui/shown';
import { dateOf } from '../words/time';
import { visible } from '../words/visible';
import { number } from './labels';
import { words } from './words';

const Story = styled('div')`
  padding: 2px 0 12px 28px; font-size: 13px; line-height: 19px;
  & h3 { font-size: 12px; font-weight: 560; color: var(--text-2); margin: 8px 0 2px; }
  & ul { margin: 0; padding: 0; list-style: none; } & p { margin: 0; overflow-wrap: anywhere; }
  & .quotes li { border-left: 2px solid var(--line-2); padding: 1px 0 1px 10px; margin: 4px 0; overflow-wrap: anywhere; white-space: pre-wrap; }
  & small { color: var(--text-2); font-size: 12px; }
`;

/** What customers wrote, what their agents were answered, and what came into force when it began to grow. */
export function ClusterStory({ cluster }: { cluster: Cluster }) {
  const api = useApi();
  const query = useQuery({
    queryKey: ['insights', 'cluster', cluster.id],
    queryFn: ({ signal }) => api.cluster(cluster.id, signal),
    staleTime: 15_000,
  });
  if (query.isPending) return <LoadingRows rows={2} />;
  if (!query.data) return <ErrorBlank error={query.error} retry={() => query.refetch()} />;
  return <Told story={query.data} />;
}

function Told({ story }: { story: ClusterDetail }) {
  const said = words.clusters;
  const { quotes, linked, reasonCodes, domains, routingPolicies, releases, grewFrom } = story;
  const list = (shares: readonly { of: string | number; n: number }[], nameOf: (of: string) => string) =>
    shares.map(({ of, n }) => said.share(nameOf(visible(String(of))), number(n))).join(', ');
  return (
    <Story>
      <h3>{said.quotes}</h3>
      <ul className="quotes">
        {quotes.map(({ at, text, ticketId }, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: several may say the same at the same time, and none of them moves
          <li key={n}>
            <Shown text={text} reading="prose" />{' '}
            <small>
              {dateOf(at)}
              {ticketId && (
                <>
                  , <Link to={`/tickets/${ticketId}`}>{said.ticket}</Link>
                </>
              )}
            </small>
          </li>
        ))}
      </ul>
      {domains.length > 0 && (
        <>
          <h3>{words.domain}</h3>
          <p>{list(domains, (of) => of)}</p>
        </>
      )}
      <h3>{said.reasons}</h3>
      <p>
        {linked === 0
          ? said.unlinked
          : `${said.linked(number(linked))} ${list(reasonCodes, (of) => (of === 'none' ? said.noReason : of))}`}
      </p>
      {linked > 0 && (
        <>
          <h3>{said.policies}</h3>
          <p>{list(routingPolicies, said.policy)}</p>
        </>
      )}
      {grewFrom && (
        <>
          <h3>{said.grewFrom(dateOf(grewFrom))}</h3>
          {releases.length === 0 ? (
            <p>{said.noRelease}</p>
          ) : (
            <ul>
              {releases.map(({ kind, version, at }) => (
                <li key={`${kind} ${version}`}>{said.release(releaseName(kind), version, dateOf(at))}</li>
              ))}
            </ul>
          )}
        </>
      )}
    </Story>
  );
}

function releaseName(kind: string): string {
  const { kinds, tool } = words.clusters;
  return kind.startsWith('tool:') ? tool(visible(kind.slice(5))) : (kinds[kind] ?? kind);
}
