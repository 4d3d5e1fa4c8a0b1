import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import type { Tool } from '../api-types';
import { Facts } from '../ui/facts';
import { JsonView } from '../ui/json-view';
import { Tag } from '../ui/marks';
import { Shown } from '../ui/shown';
import { SchemaSummary } from './schema-summary';
import { ToolState, ToolStateSays } from './tool-state';
import { words } from './words';

const Card = styled('article')`
  padding: 18px 0 20px; display: grid; gap: 10px 32px; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); overflow-wrap: anywhere;
  & > * { min-width: 0; } & header { grid-column: 1 / 3; display: flex; gap: 8px 12px; align-items: baseline; flex-wrap: wrap; } & h2 { font: var(--cs-font-subtitle2); font-size: 14px; }
  & header p { flex-basis: 100%; color: var(--text-2); }
  @media (max-width: 900px) { grid-template-columns: minmax(0, 1fr); & header { grid-column: 1; } }
`;

export const ToolCard = ({ tool, actions }: { tool: Tool; actions?: ReactNode }) => (
  <Card>
    <header>
      <h2>
        <Shown text={tool.name} />
      </h2>
      <span className="faint small">{words.version(tool.version, tool.endpointVersion)}</span>
      <Tag state={tool.changesWorld ? 'pending' : 'none'}>{tool.changesWorld ? words.world : words.reads}</Tag>
      {tool.runner === 'agent' && <Tag state="running">{words.agentRuns(tool.grantSeconds)}</Tag>}
      <ToolState tool={tool} />
      {tool.signOff === 'none' && <Tag state="blocked">{words.noSignOff}</Tag>}
      {actions && <div style={{ marginLeft: 'auto', display: 'flex', gap: 8 }}>{actions}</div>}
      <p>
        <Shown text={tool.description} reading="prose" />
      </p>
      <ToolStateSays tool={tool} />
    </header>
    <Facts style={{ alignContent: 'start' }}>
      <div>
        <dt>{words.endpoint}</dt>
        <dd className="mono">
          <Shown text={tool.endpoint.url} />
        </dd>
      </div>
      <div>
        <dt>{words.retryClass}</dt>
        <dd>
          {words.retry[tool.retryClass]}{' '}
          <span className="faint">
            ({tool.retryClass}
            {tool.timeoutMs ? `, ${words.timeout(tool.timeoutMs)}` : ''}, {words.maxInFlight(tool.maxInFlight)})
          </span>
        </dd>
      </div>
      {tool.preconditions.map(({ name, url, watch }) => (
        <div key={name}>
          <dt>{words.preconditions}</dt>
          <dd>
            {words.watches(name, watch)} <span className="faint mono">{url}</span>
          </dd>
        </div>
      ))}
    </Facts>
    <div>
      <SchemaSummary schema={tool.schema} />
      <JsonView title={words.schema} value={tool.schema} />
    </div>
  </Card>
);
