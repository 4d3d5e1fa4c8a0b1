import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Link } from 'react-router-dom';
import type { Flag } from '../api-types';
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
import { number, share } from './labels';

const Signs = styled('ul')`
  list-style: none; margin: 0; padding: 0;
  & > li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 4px 16px; padding: 11px 0; border-top: 1px solid var(--line); align-items: baseline; }
  & h3 { font: var(--cs-font-subtitle2); overflow-wrap: anywhere; } & .rise { font-weight: 640; font-variant-numeric: tabular-nums; white-space: nowrap; color: var(--cs-palette-state-rejected); }
  & .counts { grid-column: 1 / 3; color: var(--text-2); font-size: 12px; line-height: 17px; }
  & .acts { grid-column: 1 / 3; display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-top: 4px; color: var(--text-2); font-size: 12px; }
`;

/** What answers have got worse at, and what can be filed about it at once. */
export default function SignalsCard() {
  const id = useId();
  const api = useApi();
  const refetchInterval = usePollInterval();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['insights', 'flags'],
    queryFn: ({ signal }) => api.flags(signal),
    // Weeks are compared: nothing here turns by the second.
    refetchInterval: Math.max(refetchInterval, 60_000),
    staleTime: 15_000,
  });
  const [filing, setFiling] = useState<{ flag: Flag; mitigation: Flag['mitigations'][number] } | null>(null);
  return (
    <Card aria-labelledby={id}>
      <header>
        <h2 id={id}>{signWords.title}</h2>
      </header>
      {isPending && <LoadingRows rows={2} />}
      {error && !data && <ErrorBlank error={error} retry={() => refetch()} />}
      {data && (
        <>
          <p className="lead">{data.flags.length === 0 ? signWords.quiet(data.looked) : signWords.says}</p>
          <Signs>
            {data.flags.map((flag) => (
              <Sign
                key={`${flag.measure} ${flag.domain}`}
                flag={flag}
                onFile={(mitigation) => setFiling({ flag, mitigation })}
              />
            ))}
          </Signs>
        </>
      )}
      {filing && data && <FileDialog {...filing} inForce={data.inForce} onClose={() => setFiling(null)} />}
    </Card>
  );
}

interface SignProps {
  flag: Flag;
  onFile: (mitigation: Flag['mitigations'][number]) => void;
}

function Sign({ flag, onFile }: SignProps) {
  const { measure, domain, before, now, mitigations } = flag;
  const files = filesChanges(useMe().roles);
  const counted = ({ wrong, of }: Flag['now']) => signWords.of(number(wrong), number(of));
  return (
    <li>
      <h3>
        {signWords.measures[measure]} <Tag>{domain === null ? signWords.all : <Shown text={domain} />}</Tag>
      </h3>
      <span className="rise">{signWords.fromTo(share(before.wrong, before.of), share(now.wrong, now.of))}</span>
      <span className="counts">{signWords.counts(counted(before), counted(now))}</span>
      {files && (
        <div className="acts">
          {mitigations.map((one) => {
            const [title] = changeWords.mitigations[one.mitigation]!;
            if (one.filed) {
              return (
                <Link key={one.mitigation} to={`/changes/${one.filed.id}`}>
                  {signWords.filedAs(title, changeWords.number(one.filed.number))}
                </Link>
              );
            }
            return one.notOffered === null ? (
              <Button key={one.mitigation} size="small" onClick={() => onFile(one)}>
                {title}
              </Button>
            ) : (
              <span key={one.mitigation}>{signWords.unavailable(title, signWords.notOffered[one.notOffered]!)}</span>
            );
          })}
        </div>
      )}
    </li>
  );
}
