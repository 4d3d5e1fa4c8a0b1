import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { type ComponentProps, useState } from 'react';
import type { Tool } from '../api-types';
import { administers, resumes, stops } from '../identity/roles';
import { useMe } from '../identity/use-me';
import { useKeysetList } from '../platform/use-keyset-list';
import { Icon } from '../ui/icons';
import { ListState } from '../ui/list-state';
import { ReadOnly } from '../ui/marks';
import { Page } from '../ui/page';
import { visible } from '../words/visible';
import { RegisterToolDialog } from './register-tool-dialog';
import { SwitchDialog } from './switch-dialog';
import { ToolCard } from './tool-card';
import { useStop } from './use-stop';
import { words } from './words';

const Cards = styled('div')`
  display: grid; grid-template-columns: minmax(0, 1fr); padding: 0 24px; & > article + article { border-top: 1px solid var(--line); }
  @media (max-width: 760px) { padding: 0 16px; }
`;

/** What can be run at all. */
export default function ToolsPage() {
  const { roles } = useMe();
  const admin = administers(roles);
  const everything = useStop();
  const [switching, setSwitching] = useState<Omit<ComponentProps<typeof SwitchDialog>, 'onClose'> | null>(null);
  const list = useKeysetList('tools', { limit: 100 });
  const [writing, setWriting] = useState<Tool | 'new' | null>(null);
  const offer = (tool: string | null, stopped: boolean) => {
    if (!(stopped ? resumes(roles) : stops(roles))) return undefined;
    const label = tool ? (stopped ? words.resumeTool : words.stopTool) : stopped ? words.resumeAll : words.stopAll;
    return (
      <Button
        size="small"
        variant="outlined"
        aria-label={tool ? `${label}: ${tool}` : undefined}
        onClick={() => setSwitching({ tool, to: stopped ? 'resume' : 'stop' })}
        sx={stopped ? undefined : { color: 'state.rejected' }}
      >
        {label}
      </Button>
    );
  };
  const add = (
    <Button variant="contained" color="primary" onClick={() => setWriting('new')}>
      <Icon name="plus" /> {words.add}
    </Button>
  );
  return (
    <Page
      title={words.title}
      says={words.says}
      mark={!stops(roles) && <ReadOnly />}
      actions={
        <>
          {everything !== undefined && offer(null, everything !== null)}
          {admin && add}
        </>
      }
    >
      <ListState list={list} empty={words.empty} icon="tool">
        <Cards>
          {list.rows.map((tool) => (
            <ToolCard
              key={`${tool.name} ${tool.version}`}
              tool={tool}
              actions={
                <>
                  {admin && (
                    <Button
                      size="small"
                      onClick={() => setWriting(tool)}
                      aria-label={`${words.next}: ${visible(tool.name)}`}
                    >
                      {words.next}
                    </Button>
                  )}
                  {!tool.stopped?.everything && offer(tool.name, tool.stopped !== null)}
                </>
              }
            />
          ))}
        </Cards>
      </ListState>
      {switching && <SwitchDialog {...switching} onClose={() => setSwitching(null)} />}
      {writing && (
        <RegisterToolDialog
          tool={writing === 'new' ? null : writing}
          tools={list.rows}
          onClose={() => setWriting(null)}
        />
      )}
    </Page>
  );
}
