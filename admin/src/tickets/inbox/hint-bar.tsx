import { styled } from '@mui/material/styles';
import { useShell } from '../../layout/shell-context';
import { Kbd } from '../../ui/marks';
import { words } from './words';

const Bar = styled('div')`
  display: flex; flex: none; gap: 20px; padding: 8px 24px; background: var(--surface); border-top: 1px solid var(--line);
  color: var(--text-2); font-size: 12px; line-height: 17px;
  & span, & button { display: inline-flex; gap: 5px; align-items: center; }
  & button { margin-left: auto; font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; }
  @media (max-width: 760px), (pointer: coarse) { display: none; }
`;

const { hints } = words;

export function HintBar() {
  const { showKeys } = useShell();
  return (
    <Bar>
      <span>
        <Kbd>J</Kbd>
        <Kbd>K</Kbd>
        {hints.move}
      </span>
      <span>
        <Kbd>↵</Kbd>
        {hints.open}
      </span>
      <span>
        <Kbd>F</Kbd>
        {hints.focus}
      </span>
      <span>
        <Kbd>C</Kbd>
        {hints.claim}
      </span>
      <span>
        <Kbd>{words.space}</Kbd>
        {hints.select}
      </span>
      <span>
        <Kbd>S</Kbd>
        {hints.snooze}
      </span>
      <span>
        <Kbd>X</Kbd>
        {hints.escalate}
      </span>
      <button type="button" onClick={showKeys}>
        <Kbd>?</Kbd>
        {hints.all}
      </button>
    </Bar>
  );
}
