import Button from '@mui/material/Button';
import type { Agent } from '../api-types';
import { ManyNames } from '../ui/many-names';
import { Shown } from '../ui/shown';
import { visible } from '../words/visible';
import type { AgentAction } from './agents-page';
import { KeyLine } from './key-line';
import { words } from './words';

interface AgentRowProps {
  agent: Agent;
  admin: boolean;
  onAction: (action: AgentAction) => void;
}

export const AgentRow = ({ agent, admin, onAction }: AgentRowProps) => (
  <tr>
    <td style={{ minWidth: 220 }}>
      <b>
        <Shown text={agent.name} />
      </b>
      <br />
      <span className="faint small">
        <Shown text={words.ownedBy(agent.ownerName)} />
      </span>
    </td>
    <td data-label={words.columns.scope}>
      <div>{agent.domains?.length ? <ManyNames names={agent.domains} /> : words.anyDomain}</div>
      <div className="quiet">{agent.tools?.length ? <ManyNames names={agent.tools} /> : words.anyTool}</div>
    </td>
    <td data-label={words.columns.keys} style={{ minWidth: 160 }}>
      {agent.keys.length === 0 && <span className="faint">{words.noKeys}</span>}
      {agent.keys.map((key) => (
        <KeyLine
          key={key.id}
          agentKey={key}
          actions={
            admin
              ? {
                  onRevoke: () => onAction({ what: 'revoke', agent, key }),
                  onRotate: () => onAction({ what: 'rotate', agent, key }),
                }
              : undefined
          }
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
