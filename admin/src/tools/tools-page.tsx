import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { administers } from '../identity/roles';
import { useMe } from '../identity/use-me';
import { useKeysetList } from '../platform/use-keyset-list';
import { Icon } from '../ui/icons';
import { ListState } from '../ui/list-state';
import { ReadOnly } from '../ui/marks';
import { Page } from '../ui/page';
import { RegisterToolDialog } from './register-tool-dialog';
import { ToolCard } from './tool-card';
import { words } from './words';

const Cards = styled('div')`
  display: grid; padding: 0 24px; & > article + article { border-top: 1px solid var(--line); }
  @media (max-width: 760px) { padding: 0 16px; }
`;

/** What can be run at all. */
export default function ToolsPage() {
  const admin = administers(useMe().roles);
  const list = useKeysetList('tools', { limit: 100 });
  const [adding, setAdding] = useState(false);
  const add = (
    <Button variant="contained" color="primary" onClick={() => setAdding(true)}>
      <Icon name="plus" /> {words.add}
    </Button>
  );
  return (
    <Page title={words.title} says={words.says} mark={!admin && <ReadOnly />} actions={admin && add}>
      <ListState list={list} empty={words.empty} icon="tool">
        <Cards>
          {list.rows.map((tool) => (
            <ToolCard key={`${tool.name} ${tool.version}`} tool={tool} />
          ))}
        </Cards>
      </ListState>
      {adding && <RegisterToolDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}
