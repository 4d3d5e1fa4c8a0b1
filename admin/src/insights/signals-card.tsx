import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { type ComponentProps, type ReactNode, useId, useState } from 'react';
import { Link } from 'react-router-dom';
import type { Flag, GrowingCluster, Offer } from '../api-types';
import { moreComplaints, moreWrong } from '../changes/counted';
import { FileDialog } from '../changes/file-dialog';
import { words as changeWords, signWords } from '../changes/words';
import { filesChanges } from '../identity/roles';
import { useMe } from '../identity/use-me';
import { usePollInterval } from '../platform/live-feed';
import { useApi } from '../platform/use-api';
import { ErrorBlank, LoadingRows } from '../ui/blanks';
import { Tag } from '../ui/marks';
import { Shown } from '../ui/shown';
import { Card } from './chart-card';

const Signs = styled('ul')`
  list-style: none; margin: 0; padding: 0;
  & > li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 4px 16px; padding: 11px 0; border-top: 1px solid var(--line); align-items: baseline; }
  & h3 { font: var(--cs-font-subtitle2); overflow-wrap: anywhere; } & .rise { font-weight: 640; font-variant-numeric: tabular-nums; white-space: nowrap; color: var(--cs-palette-state-rejected); }
  & .counts { grid-column: 1 / 3; color: var(--text-2); font-size: 12px; line-height: 17px; }
  & .acts { grid-column: 1 / 3; display: flex; flex-wrap: wrap; gap: 6px 18px; align-items: center; margin-top: 4px; color: var(--text-2); font-size: 12px; }
`;

/** What answers have got worse at, and what can be filed about it at once. */
export default function SignalsCard() {
  const id = useId();
  const api = useApi();
  const refetchInterval = usePollInterval();
  const { data, error, isPending, refetch } = useQuery({
    // Among the changes: what is filed or decided is asked for anew.
    queryKey: ['changes', 'flags'],
    queryFn: ({ signal }) => api.flags(signal),
    // Weeks are compared, which is dear to count: nothing here turns by the minute.
    refetchInterval: Math.max(refetchInterval, 300_000),
    staleTime: 15_000,
  });
  const [filing, setFiling] = useState<Pick<ComponentProps<typeof FileDialog>, 'sign' | 'mitigation'> | null>(null);
  return (
    <Card aria-labelledby={id}>
      <header>
        <h2 id={id}>{signWords.title}</h2>
      </header>
      {isPending && <LoadingRows rows={2} />}
      {error && !data && <ErrorBlank error={error} retry={() => refetch()} />}
      {data && (
        <>
          <p className="lead">
            {data.flags.length + data.growing.length === 0 ? signWords.quiet(data.looked) : signWords.says}
          </p>
          <Signs>
            {data.flags.map((flag) => (
              <Rise
                key={`${flag.measure} ${flag.domain}`}
                flag={flag}
                onFile={(mitigation) => setFiling({ sign: { measure: flag.measure, domain: flag.domain }, mitigation })}
              />
            ))}
            {data.growing.map((cluster) => (
              <Growth
                key={cluster.clusterId}
                cluster={cluster}
                onFile={(mitigation) =>
                  setFiling({
                    sign: { measure: 'growing_cluster', domain: cluster.domain, clusterId: cluster.clusterId },
                    mitigation,
                  })
                }
              />
            ))}
          </Signs>
        </>
      )}
      {filing && data && <FileDialog {...filing} inForce={data.inForce} onClose={() => setFiling(null)} />}
    </Card>
  );
}

function Rise({ flag, onFile }: { flag: Flag; onFile: (mitigation: Offer) => void }) {
  const { measure, domain, before, now } = flag;
  const side = ({ wrong, of }: Flag['now']) => ({ n: wrong, of });
  return (
    <Sign
      title={signWords.measures[measure]}
      domain={domain}
      {...moreWrong(side(before), side(now))}
      offers={flag.mitigations}
      onFile={onFile}
    />
  );
}

function Growth({ cluster, onFile }: { cluster: GrowingCluster; onFile: (mitigation: Offer) => void }) {
  const { label, domain, lately, latelyDays, before, beforeDays } = cluster;
  const { rise, counts } = moreComplaints({ n: before, days: beforeDays }, { n: lately, days: latelyDays });
  return (
    <Sign
      title={<Shown text={signWords.grows(label.join(', '))} reading="prose" />}
      domain={domain}
      rise={rise}
      counts={domain === null ? `${counts}. ${signWords.noDomain}` : counts}
      offers={cluster.mitigations}
      onFile={onFile}
    />
  );
}

interface SignProps {
  title: ReactNode;
  domain: string | null;
  rise: string;
  counts: string;
  offers: Offer[];
  onFile: (mitigation: Offer) => void;
}

function Sign({ title, domain, rise, counts, offers, onFile }: SignProps) {
  const files = filesChanges(useMe().roles);
  return (
    <li>
      <h3>
        {title} <Tag>{domain === null ? signWords.all : <Shown text={domain} />}</Tag>
      </h3>
      <span className="rise">{rise}</span>
      <span className="counts">{counts}</span>
      {files && offers.length > 0 && (
        <div className="acts">
          {offers.map((offer) => (
            <Act key={offer.mitigation} offer={offer} onFile={onFile} />
          ))}
        </div>
      )}
    </li>
  );
}

/** One way to hold it back: to file, filed already, or why there is nothing to file. */
function Act({ offer, onFile }: { offer: Offer; onFile: (mitigation: Offer) => void }) {
  const [title] = changeWords.mitigations[offer.mitigation]!;
  if (offer.filed) {
    const says = signWords.filedAs(title, changeWords.number(offer.filed.number));
    return <Link to={`/changes/${offer.filed.id}`}>{says}</Link>;
  }
  if (offer.notOffered) return <span>{signWords.unavailable(title, signWords.notOffered[offer.notOffered]!)}</span>;
  return (
    <Button size="small" onClick={() => onFile(offer)}>
      {title}
    </Button>
  );
}
