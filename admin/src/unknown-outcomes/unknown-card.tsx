import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { Link } from 'react-router-dom';
import type { FoundOut, UnknownOutcome } from '../api-types';
import { useMe } from '../identity/use-me';
import { serverNow } from '../platform/clock';
import { decisionLine } from '../tickets/decision';
import { Facts } from '../ui/facts';
import { JsonView } from '../ui/json-view';
import { StateMark } from '../ui/marks';
import { Notice } from '../ui/notice';
import { Shown } from '../ui/shown';
import { executionSeen } from '../ui/states';
import { fullTime, moment } from '../words/time';
import { words } from './words';

const Card = styled('article')`
  padding: 18px 0 20px; display: grid; gap: 12px;
  & header { display: flex; gap: 6px 12px; align-items: baseline; flex-wrap: wrap; } & h2 { font: var(--cs-font-subtitle2); font-size: 14px; min-width: 0; overflow-wrap: anywhere; }
  & .verbs { display: flex; gap: 8px; flex-wrap: wrap; align-items: center; }
  & blockquote { margin: 4px 0; overflow-wrap: anywhere; white-space: pre-wrap; }
  @media (max-width: 760px) { & .verbs > button { flex: 1 1 140px; min-height: 40px; } }
`;

interface UnknownCardProps {
  execution: UnknownOutcome;
  onSay: (outcome: FoundOut) => void;
  onLookUp: () => void;
}

/** One call of which nobody knows what became: what was sent, what is known, who says what, and what one can do. */
export function UnknownCard({ execution, onSay, onLookUp }: UnknownCardProps) {
  const me = useMe();
  const now = serverNow();
  const { proposed, lookUp, allowedActions, intentAt, error, customerRef } = execution;
  const mayResolve = allowedActions.includes('resolve');
  const mine = proposed?.personId === me.id;
  return (
    <Card data-execution={execution.id}>
      <header>
        <StateMark seen={executionSeen('unknown')} />
        <h2>
          <Shown text={decisionLine({ name: execution.tool, arguments: execution.arguments })} />
        </h2>
        <Link to={`/tickets/${execution.ticketId}`}>T-{execution.ticketNumber}</Link>
      </header>
      <Facts>
        <div>
          <dt>{words.sent}</dt>
          <dd title={intentAt ? fullTime(intentAt) : undefined}>
            {intentAt && moment(intentAt, now)}, {words.attempts(execution.attempts)}, {execution.tool}
          </dd>
        </div>
        <div>
          <dt>{words.known}</dt>
          <dd>
            {error && <Shown text={error} reading="prose" />}
            {lookUp && !lookUp.answeredAt && <div>{words.asking(lookUp.askedByName, moment(lookUp.askedAt, now))}</div>}
            {lookUp?.answeredAt && (
              <div>
                <Shown text={words.answered(moment(lookUp.answeredAt, now), lookUp.answer ?? '')} reading="prose" />
              </div>
            )}
          </dd>
        </div>
        {customerRef && (
          <div>
            <dt>{words.about}</dt>
            <dd className="mono">
              <Shown text={customerRef} />
            </dd>
          </div>
        )}
        <div>
          <dt>{words.key}</dt>
          <dd className="mono">{execution.id}</dd>
        </div>
      </Facts>
      <JsonView title={words.arguments} value={execution.arguments} />
      {proposed && (
        <Notice state="pending" icon="people">
          {words.proposed(proposed.personName, words.outcomes[proposed.outcome], moment(proposed.at, now))}
          <blockquote>
            <Shown text={proposed.evidence ?? ''} reading="prose" />
          </blockquote>
          <b>{mine ? words.youSaid : words.needsAnother}</b>
        </Notice>
      )}
      <div className="verbs">
        {mayResolve && (
          <>
            <Button variant="outlined" onClick={() => onSay('succeeded')}>
              {words.happened}
            </Button>
            <Button variant="outlined" onClick={() => onSay('failed')}>
              {words.didNot}
            </Button>
          </>
        )}
        {allowedActions.includes('look_up') && (
          <Button variant="text" onClick={onLookUp} disabled={lookUp !== null && lookUp.answeredAt === null}>
            {words.lookUp}
          </Button>
        )}
        {!mayResolve && !mine && <span className="faint small">{words.notYours}</span>}
      </div>
    </Card>
  );
}
