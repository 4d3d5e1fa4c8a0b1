import { Link } from 'react-router-dom';
import type { Decision } from '../api-types';
import { serverNow } from '../platform/clock';
import { decisionLine } from '../tickets/decision';
import { StateMark } from '../ui/marks';
import { Shown } from '../ui/shown';
import { ticketSeen } from '../ui/states';
import { roleName } from '../words/names';
import { fullTime, moment } from '../words/time';
import { words } from './words';

/** One decision: what and how much, who signed as what, under which policies, and what came of it. */
export function DecisionRow({ decision }: { decision: Decision }) {
  const { columns } = words;
  return (
    <tr>
      <td>
        <b>
          <Shown text={decisionLine(decision.toolCall)} />
        </b>
        <br />
        <Link to={`/decisions/${decision.ticketId}`} className="small">
          {words.storyOf(decision.ticketNumber)}
        </Link>
      </td>
      <td data-label={columns.signed}>
        {decision.signatures.length === 0 && <span className="faint">{words.nobody}</span>}
        {decision.signatures.map(({ personId, personName, roles }) => (
          <div key={personId}>
            <Shown text={personName} />{' '}
            <span className="faint small">{roles.map((role) => roleName(role)).join(', ')}</span>
          </div>
        ))}
      </td>
      <td className="tight small" data-label={columns.policies}>
        {words.routing(decision.routingPolicyVersion)}
        <br />
        {words.signOff(decision.signOffPolicyVersion)}
      </td>
      <td className="tight" data-label={columns.outcome}>
        <StateMark seen={ticketSeen(decision.ticketState, decision.executionState)} />
      </td>
      <td className="tight" title={fullTime(decision.decidedAt)} data-label={columns.decided}>
        {moment(decision.decidedAt, serverNow())}
      </td>
    </tr>
  );
}
