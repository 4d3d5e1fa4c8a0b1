import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { Problem, sentenceOf } from '../platform/problem';
import { Icon, type IconName } from './icons';
import { words } from './words';

const Box = styled('div')`
  display: grid; justify-items: center; align-content: center; gap: 6px; padding: 72px 24px; text-align: center; color: var(--text-2);
  & h2 { font: var(--cs-font-subtitle2); color: var(--text); }
  & p { max-width: 420px; }
  & svg { color: var(--text-3); margin-bottom: 6px; }
  & button { margin-top: 10px; }
`;

interface BlankProps {
  icon?: IconName;
  title: string;
  children?: ReactNode;
}

/** A place where something would be and is not, said calmly. */
export const Blank = ({ icon = 'inbox', title, children }: BlankProps) => (
  <Box>
    <Icon name={icon} size={24} />
    <h2>{title}</h2>
    {children}
  </Box>
);

/** What went wrong, in the API's sentence, and what can be done about it. */
export function ErrorBlank({ error, retry }: { error: unknown; retry?: () => void }) {
  const status = error instanceof Problem ? error.status : 0;
  const title = status === 403 ? words.refused : status === 404 ? words.missing : words.failed;
  return (
    <div role="alert">
      <Blank icon={status === 403 ? 'lock' : 'triangle'} title={title}>
        <p>{sentenceOf(error)}</p>
        {retry && status !== 403 && status !== 404 && <Button onClick={retry}>{words.again}</Button>}
      </Blank>
    </div>
  );
}

const Bone = styled('div')`
  height: 43px; border-bottom: 1px solid var(--line); margin-inline: 24px; display: flex; align-items: center; gap: 24px;
  & i { height: 9px; border-radius: 4px; background: var(--sunken); }
`;

/** Rows before the first answer: still, since nothing moves by itself. */
export const LoadingRows = ({ rows = 8 }: { rows?: number }) => (
  <div role="status" data-loading>
    <span className="hidden">{words.loading}</span>
    {Array.from({ length: rows }, (_, row) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
      <Bone key={row} aria-hidden="true">
        <i style={{ width: 72 }} />
        <i style={{ width: 130 + ((row * 37) % 90) }} />
        <i style={{ flex: 1, maxWidth: 260 + ((row * 71) % 240) }} />
      </Bone>
    ))}
  </div>
);
