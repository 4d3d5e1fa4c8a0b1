import Button from '@mui/material/Button';
import { useState } from 'react';
import type { Agent, AgentKey } from '../api-types';
import { administers } from '../identity/roles';
import { useMe } from '../identity/use-me';
import { useKeysetList } from '../platform/use-keyset-list';
import { Icon } from '../ui/icons';
import { ListState } from '../ui/list-state';
import { ReadOnly } from '../ui/marks';
import { Page } from '../ui/page';
import { Table, TableHead } from '../ui/table';
import { AddAgentDialog } from './add-agent-dialog';
import { AgentRow } from './agent-row';
import { IssueKeyDialog } from './issue-key-dialog';
import { RevokeKeyDialog } from './revoke-key-dialog';
import { RotateKeyDialog } from './rotate-key-dialog';
import { words } from './words';

export type AgentAction =
  | { what: 'add' }
  | { what: 'issue'; agent: Agent }
  | { what: 'revoke' | 'rotate'; agent: Agent; key: AgentKey };

/** The programs that propose, and their keys. */
export default function AgentsPage() {
  const admin = administers(useMe().roles);
  const list = useKeysetList('agents', { limit: 100 });
  const [action, setAction] = useState<AgentAction | null>(null);
  const close = () => setAction(null);
  const add = (
    <Button variant="contained" color="primary" onClick={() => setAction({ what: 'add' })}>
      <Icon name="plus" /> {words.add}
    </Button>
  );
  return (
    <Page title={words.title} says={words.says} mark={!admin && <ReadOnly />} actions={admin && add}>
      <ListState list={list} empty={words.empty} icon="agent">
        <Table>
          <TableHead titles={[words.columns.name, words.columns.scope, words.columns.keys]} acts={admin} />
          <tbody>
            {list.rows.map((agent) => (
              <AgentRow key={agent.id} agent={agent} admin={admin} onAction={setAction} />
            ))}
          </tbody>
        </Table>
      </ListState>
      {action?.what === 'add' && <AddAgentDialog onClose={close} />}
      {action?.what === 'issue' && <IssueKeyDialog agent={action.agent} onClose={close} />}
      {action?.what === 'rotate' && <RotateKeyDialog agent={action.agent} agentKey={action.key} onClose={close} />}
      {action?.what === 'revoke' && <RevokeKeyDialog agent={action.agent} agentKey={action.key} onClose={close} />}
    </Page>
  );
}
