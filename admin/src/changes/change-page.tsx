import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router-dom';
import type { ChangeDetail, ChangeVerb } from '../api-types';
import { handlesChanges } from '../identity/roles';
import { useMe } from '../identity/use-me';
import { DeadEnd } from '../layout/dead-ends';
import { serverNow } from '../platform/clock';
import { usePollInterval } from '../platform/live-feed';
import { useApi } from '../platform/use-api';
import { LoadingRows } from '../ui/blanks';
import { Facts } from '../ui/facts';
import { JsonView } from '../ui/json-view';
import { ReadOnly, StateMark } from '../ui/marks';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { Section } from '../ui/section';
import { Shown } from '../ui/shown';
import { orList, roleName } from '../words/names';
import { fullTime, moment } from '../words/time';
import { DecideDialog } from './decide-dialog';
import { EffectOfChange } from './effect-of-change';
import { neededOf, seenOf, titleOf } from './says';
import { FlagStood } from './stood';
import { words } from './words';

const Columns = styled('div')`
  display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 0 40px; padding: 0 24px 24px; max-width: 1240px;
  @media (max-width: 900px) { grid-template-columns: minmax(0, 1fr); gap: 22px; padding-inline: 16px; }
`;

const Signed = styled('ul')`
  list-style: none; margin: 0; padding: 0; display: grid; gap: 8px; overflow-wrap: anywhere;
`;

const verbs: ChangeVerb[] = ['withdraw', 'reject', 'approve'];

/** `/changes/:id`: one change, what it would do, who signed and who is still needed. */
export default function ChangePage() {
  const { id = '' } = useParams();
  const api = useApi();
  const refetchInterval = usePollInterval();
  const { roles } = useMe();
  const [verb, setVerb] = useState<ChangeVerb | null>(null);
  const {
    data: change,
    error,
    refetch,
  } = useQuery({
    queryKey: ['changes', 'one', id],
    queryFn: ({ signal }) => api.change(id, signal),
    refetchInterval,
  });
  if (!change && error) return <DeadEnd error={error} retry={() => refetch()} />;
  if (!change) return <LoadingRows rows={12} />;
  return (
    <Page
      title={titleOf(change)}
      says={words.number(change.number)}
      mark={
        <>
          <StateMark seen={seenOf(change.state)} />
          {!handlesChanges(roles) && <ReadOnly />}
        </>
      }
      actions={verbs
        .filter((one) => change.allowedActions.includes(one))
        .map((one) => (
          <Button
            key={one}
            variant={one === 'approve' ? 'contained' : 'outlined'}
            color={one === 'approve' ? 'primary' : undefined}
            onClick={() => setVerb(one)}
          >
            {words[one]}
          </Button>
        ))}
    >
      <Columns>
        <div>
          <Standing change={change} />
          {change.flag && <FlagStood id={change.id} flag={change.flag} />}
          <EffectOfChange change={change} />
          <JsonView title={words.document} value={change.document} />
        </div>
        <Aside change={change} />
      </Columns>
      {verb && <DecideDialog change={change} verb={verb} onClose={() => setVerb(null)} />}
    </Page>
  );
}

/** Where it stands, in a sentence. */
function Standing({ change }: { change: ChangeDetail }) {
  const { id } = useMe();
  const mine = change.filedBy === id && change.state === 'open';
  const says =
    change.state === 'approved'
      ? words.live(change.version!)
      : (words.over[change.state] ?? words.waitsFor(neededOf(change)));
  const { name, icon } = seenOf(change.state);
  const overtaken = change.state === 'open' && !change.baseInForce;
  return (
    <div style={{ marginBottom: 18 }}>
      {overtaken ? (
        <Notice state="rejected" icon="triangle">
          {words.stale(change.basedOn)} {mine && words.yours}
        </Notice>
      ) : (
        <Notice state={name as Parameters<typeof Notice>[0]['state']} icon={icon}>
          {says} {mine && words.yours}
        </Notice>
      )}
    </div>
  );
}

function Aside({ change }: { change: ChangeDetail }) {
  const now = serverNow();
  return (
    <div>
      <Section title={words.reason}>
        <p style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          <Shown text={change.reason} reading="prose" />
        </p>
        <p className="quiet" title={fullTime(change.filedAt)}>
          {words.filedBy(change.filedByName, moment(change.filedAt, now))}
        </p>
      </Section>
      <Section title={words.signatures}>
        {change.signOffs.length === 0 && <p className="quiet">{words.noSignatures}</p>}
        <Signed>
          {change.signOffs.map(({ personId, personName, roles, verdict, reason, at }) => (
            <li key={personId}>
              <b>
                <Shown text={personName} />
              </b>{' '}
              {words.signed[verdict]}{' '}
              <span className="quiet" title={fullTime(at)}>
                {orList(roles.map(roleName))}, {moment(at, now)}
              </span>
              {reason && (
                <div>
                  <Shown text={reason} reading="prose" />
                </div>
              )}
            </li>
          ))}
        </Signed>
      </Section>
      <Facts style={{ marginTop: 18 }}>
        <div>
          <dt>{words.base}</dt>
          <dd>{words.version(change.basedOn)}</dd>
        </div>
        <div>
          <dt>{words.hash}</dt>
          <dd className="mono">{change.contentHash}</dd>
        </div>
      </Facts>
    </div>
  );
}
