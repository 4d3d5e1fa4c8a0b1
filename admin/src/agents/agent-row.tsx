import Button from '@mui/material/Button';
import type { Agent, AgentKey } from '../api-types';
import { serverNow } from '../platform/clock';
import { Shown } from '../ui/shown';
import { TextButton } from '../ui/text-button';
import { moment } from '../words/time';
import { visible } from '../words/visible';
import type { AgentAction } from './agents-page';
import { words } from './words';

interface AgentRowProps {
  agent: Agent;
  admin: boolean;
  onAction: (action: AgentAction) => void;
}

export const AgentRow = ({ agent, admin, onAction }: AgentRowProps) => (
  <tr>
    <td>
      <b>
        <Shown text={agent.name} />
      </b>
      <br />
      <span className="faint small">
        <Shown text={words.ownedBy(agent.ownerName)} />
      </span>
    </td>
    <td data-label={words.columns.scope}>
      <Shown text={agent.domains?.join(', ') || words.anyDomain} />
      <br />
      <span className="quiet">
        <Shown text={agent.tools?.join(', ') || words.anyTool} />
      </span>
    </td>
    <td>
      {agent.keys.length === 0 && <span className="faint">{words.noKeys}</span>}
      {agent.keys.map((key) => (
        <KeyLine
          key={key.id}
          agentKey={key}
          onRevoke={admin ? () => onAction({ what: 'revoke', agent, key }) : undefined}
        />
      ))}
    </td>
    {admin && (
      <td className="end">
        <Button
          size="small"
          onClick={() => onAction({ what: 'issue', agent })}
          aria-label={words.issueTitle(visible(agent.name))}
        >
          {words.issue}
        </Button>
      </td>
    )}
  </tr>
);

function KeyLine({ agentKey, onRevoke }: { agentKey: AgentKey; onRevoke?: () => void }) {
  const now = serverNow();
  const { prefix, createdAt, revokedAt, tools, domains } = agentKey;
  const scope = [...(domains ?? []), ...(tools ?? [])].join(', ');
  return (
    <div>
      <span className="mono" style={revokedAt ? { textDecoration: 'line-through', color: 'var(--text-3)' } : undefined}>
        {prefix}…
      </span>{' '}
      <span className="faint small">
        {[
          revokedAt ? words.revokedOn(moment(revokedAt, now)) : words.issuedOn(moment(createdAt, now)),
          scope && words.within(scope),
        ]
          .filter(Boolean)
          .join(', ')}
      </span>{' '}
      {!revokedAt && onRevoke && (
        <TextButton onClick={onRevoke} aria-label={words.revokeTitle(prefix)} sx={{ color: 'state.rejected' }}>
          {words.revoke}
        </TextButton>
      )}
    </div>
  );
}
