import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { administers } from '../identity/roles';
import { useMe } from '../identity/use-me';
import { useKeysetList } from '../platform/use-keyset-list';
import { ListState } from '../ui/list-state';
import { ReadOnly } from '../ui/marks';
import { Page } from '../ui/page';
import { PromptVersion } from './prompt-version';
import { words } from './words';
import { WritePromptDialog } from './write-prompt-dialog';

const Versions = styled('div')`
  padding: 0 24px; border-top: 1px solid var(--line); & article { padding: 16px 0 20px; max-width: 1080px; } & article + article { border-top: 1px solid var(--line); }
  @media (max-width: 760px) { padding-inline: 16px; }
`;

/** What models are told, every version; an admin writes the next one. */
export default function PromptsPage() {
  const list = useKeysetList('prompts', { limit: 20 });
  const admin = administers(useMe().roles);
  const [writing, setWriting] = useState(false);
  const active = list.rows.find((prompt) => prompt.active);
  return (
    <Page
      title={words.title}
      says={words.says}
      mark={!admin && <ReadOnly />}
      actions={admin && active && <Button onClick={() => setWriting(true)}>{words.write}</Button>}
    >
      <ListState list={list} empty={words.empty} icon="chat">
        <Versions>
          {list.rows.map((prompt) => (
            <PromptVersion key={prompt.version} prompt={prompt} />
          ))}
        </Versions>
      </ListState>
      {writing && active && <WritePromptDialog from={active} onClose={() => setWriting(false)} />}
    </Page>
  );
}
