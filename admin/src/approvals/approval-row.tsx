import { Link } from 'react-router-dom';
import type { Approval } from '../api-types';
import { serverNow } from '../platform/clock';
import { decisionLine } from '../tickets/decision';
import { StateMark } from '../ui/marks';
import { Shown } from '../ui/shown';
import { ticketSeen } from '../ui/states';
import { TextButton } from '../ui/text-button';
import { shortHash } from '../words/hash';
import { humanize, roleName } from '../words/names';
import { fullTime, moment } from '../words/time';
import { visible } from '../words/visible';
import { words } from './words';

interface ApprovalRowProps {
  approval: Approval;
  onPerson: (personId: string) => void;
}

const verdictSeen = {
  approve: { name: 'approved', icon: 'check', word: words.verdicts.approve },
  reject: { name: 'rejected', icon: 'crossCircle', word: words.verdicts.reject },
} as const;

/** One signature: by whom and in what role, over which content, and what became of the ticket. */
export function ApprovalRow({ approval, onPerson }: ApprovalRowProps) {
  const now = serverNow();
  const { columns } = words;
  return (
    <tr>
      <td className="tight when" title={fullTime(approval.at)}>
        {moment(approval.at, now)}
      </td>
      <td>
        <StateMark seen={verdictSeen[approval.verdict]} />
        <br />
        <TextButton
          onClick={() => onPerson(approval.personId)}
          title={words.onlyThem(visible(approval.personName))}
          sx={{ fontSize: '13px !important' }}
        >
          <Shown text={approval.personName} />
        </TextButton>{' '}
        <span className="faint small">{roleName(approval.role)}</span>
      </td>
      <td>
        <Shown text={decisionLine(approval.toolCall)} />
        <br />
        <Link to={`/tickets/${approval.ticketId}`} className="small">
          T-{approval.ticketNumber}
        </Link>
      </td>
      <td data-label={columns.said}>
        {approval.reason && <b>{humanize(approval.reason)}. </b>}
        {approval.note && <Shown text={approval.note} reading="prose" />}
      </td>
      <td className="tight small" data-label={columns.content}>
        <span className="mono" title={approval.contentHash}>
          {shortHash(approval.contentHash)}
        </span>
        <br />
        <span className="faint">
          {words.revision(approval.revision)}
          {approval.counts || approval.verdict === 'reject' ? '' : `, ${words.void}`}
        </span>
      </td>
      <td className="tight" data-label={columns.outcome}>
        <StateMark seen={ticketSeen(approval.ticketState, approval.executionState)} />
      </td>
    </tr>
  );
}
