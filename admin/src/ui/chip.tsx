import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import type { MouseEvent, ReactNode } from 'react';
import { words } from '../words/words';
import { Icon } from './icons';

const Row = styled('div')`
  display: flex; gap: 6px; align-items: center; padding: 0 24px 12px; flex-wrap: wrap;
  @media (max-width: 760px) { flex-wrap: nowrap; overflow-x: auto; padding: 4px 16px 10px; scrollbar-width: none; margin-top: -4px; }
`;

const Pill = styled(ButtonBase)`
  display: inline-flex; align-items: center; gap: 8px; height: 28px; padding: 0 10px; border-radius: 7px; flex: none; white-space: nowrap;
  border: 1px solid var(--line); background: var(--surface); color: var(--text-2); font: inherit; font-size: 12px; font-weight: 560;
  transition: background-color 120ms ease-out;
  &:hover { background: var(--hover); }
  &[aria-pressed='true'], &.on { background: var(--ink-soft); border-color: var(--ink); color: var(--ink); }
  @media (max-width: 760px) { height: 36px; padding: 0 12px; }
`;

export const ChipRow = ({ label, children }: { label: string; children: ReactNode }) => (
  <Row role="group" aria-label={label}>
    {children}
  </Row>
);

interface ChipProps {
  pressed?: boolean;
  expanded?: boolean;
  count?: number;
  onClick?: (event: MouseEvent<HTMLButtonElement>) => void;
  /** Makes it a filter in use, which a press takes away. */
  onRemove?: () => void;
  removeLabel?: string;
  children: ReactNode;
}

export const Chip = ({ pressed, expanded, count, onClick, onRemove, removeLabel, children }: ChipProps) => (
  <Pill
    className={pressed ? 'on' : undefined}
    aria-pressed={onRemove || expanded !== undefined ? undefined : pressed}
    aria-expanded={expanded}
    aria-haspopup={expanded === undefined ? undefined : 'dialog'}
    aria-label={removeLabel}
    onClick={onRemove ?? onClick}
  >
    {children}
    {count !== undefined && <span>{words.orMore(count)}</span>}
    {onRemove && <Icon name="cross" size={12} />}
  </Pill>
);
