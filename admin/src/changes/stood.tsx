import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ChangeDetail, Stood } from '../api-types';
import { handlesChanges, seesInsights } from '../identity/roles';
import { useMe } from '../identity/use-me';
import { serverNow } from '../platform/clock';
import { sentenceOf } from '../platform/problem';
import { useApi } from '../platform/use-api';
import { Tag } from '../ui/marks';
import { Section } from '../ui/section';
import { Shown } from '../ui/shown';
import { fullTime, moment } from '../words/time';
import { countedOf } from './counted';
import { domainOf } from './says';
import { signWords, words } from './words';

const Beside = styled('dl')`
  display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 8px 24px; margin-top: 6px; max-width: 640px;
  & dt { color: var(--text-3); font-size: 12px; line-height: 19px; } & dd { overflow-wrap: anywhere; }
  & b { font-variant-numeric: tabular-nums; } & .counts { display: block; color: var(--text-2); font-size: 12px; line-height: 17px; }
  @media (max-width: 520px) { grid-template-columns: minmax(0, 1fr); }
`;

/** Counting takes a while, and nothing turns by the minute. */
const FRESH_MS = 300_000;

/** What a change answers: the sign as it stood when it was filed, and what it counts now beside it. */
export function FlagStood({ id, flag }: { id: string; flag: NonNullable<ChangeDetail['flag']> }) {
  const { roles } = useMe();
  const { stood } = flag;
  return (
    <Section title={words.flag}>
      {signWords.measures[flag.measure]}{' '}
      <Tag>
        <Shown text={domainOf(flag.domain)} />
      </Tag>
      <Beside>
        <div>
          <dt title={stood ? fullTime(stood.at) : undefined}>
            {stood ? words.stood(moment(stood.at, serverNow())) : words.stoodOnce}
          </dt>
          <dd>{stood ? <Counted of={stood} /> : words.stoodLost}</dd>
        </div>
        {(handlesChanges(roles) || seesInsights(roles)) && (
          <div>
            <dt>{words.standsNow}</dt>
            <dd>
              <Now id={id} />
            </dd>
          </div>
        )}
      </Beside>
    </Section>
  );
}

function Now({ id }: { id: string }) {
  const api = useApi();
  const { data, error } = useQuery({
    queryKey: ['flag now', id],
    queryFn: ({ signal }) => api.flagNow(id, signal),
    staleTime: FRESH_MS,
  });
  if (!data) return <span className="quiet">{error ? sentenceOf(error) : words.counting}</span>;
  if (!data.now) return words.uncounted;
  return <Counted of={data.now}>{data.raised ? words.stillRaised : words.raisedNoMore}</Counted>;
}

function Counted({ of, children }: { of: Stood; children?: ReactNode }) {
  const { rise, counts } = countedOf(of);
  return (
    <>
      <b>{rise}</b>
      <span className="counts">
        {counts}. {children}
      </span>
    </>
  );
}
