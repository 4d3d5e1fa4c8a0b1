import { styled } from '@mui/material/styles';
import { Kbd } from '../../ui/marks';
import { TextButton } from '../../ui/text-button';
import { useFocus } from './focus-context';
import { words } from './words';

const Line = styled('span')`
  display: inline-flex; gap: 12px; align-items: center; min-width: 0; white-space: nowrap;
  & b { font-weight: 600; color: var(--ink); }
  & button { color: var(--text-2); }
  @media (max-width: 760px) { & .back { display: none; } }
`;

/** How far one is in focus mode, and the ways on and back. */
export function FocusLine() {
  const focus = useFocus();
  if (!focus) return null;
  const { decided, left, more, canGoBack, pass, back } = focus;
  return (
    <Line>
      <span role="status">
        <b>{words.title}</b>, {words.progress(decided, left, more)}
      </span>
      <TextButton onClick={pass} aria-keyshortcuts="j">
        {words.pass} <Kbd>J</Kbd>
      </TextButton>
      {canGoBack && (
        <TextButton className="back" onClick={back} aria-keyshortcuts="k">
          {words.back} <Kbd>K</Kbd>
        </TextButton>
      )}
    </Line>
  );
}
