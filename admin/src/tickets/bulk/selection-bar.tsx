import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { Kbd } from '../../ui/marks';
import type { Selection } from './use-selection';
import { words } from './words';

const Bar = styled('section')`
  display: flex; gap: 8px 12px; align-items: center; flex-wrap: wrap; padding: 8px 24px; background: var(--ink-soft); border-top: 1px solid var(--line);
  & b { color: var(--ink); } & .says { flex: 1 1 200px; color: var(--text-2); font-size: 12px; }
  @media (max-width: 760px) { padding: 8px 16px; position: sticky; top: 0; z-index: 2; & button { min-height: 44px; } & .says { flex-basis: 60%; } }
`;

interface SelectionBarProps {
  selection: Selection;
  onReject: () => void;
  onHandOver: () => void;
}

/** What can be done to several tickets at once. Approving is not among it. */
export function SelectionBar({ selection, onReject, onHandOver }: SelectionBarProps) {
  const n = selection.tickets.length;
  if (n === 0) return null;
  return (
    <Bar aria-label={words.selection}>
      <b role="status">{words.selected(n)}</b>
      <span className="says">{words.noApproval}</span>
      <Button size="small" color="error" onClick={onReject} aria-keyshortcuts="r">
        {words.reject} <Kbd>R</Kbd>
      </Button>
      <Button size="small" onClick={onHandOver} aria-keyshortcuts="h">
        {words.handOver} <Kbd>H</Kbd>
      </Button>
      <Button size="small" variant="text" onClick={selection.clear} aria-keyshortcuts="Escape">
        {words.clear} <Kbd>Esc</Kbd>
      </Button>
    </Bar>
  );
}
