import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import type { StateName } from '../platform/theme/tokens';
import { Icon, type IconName } from './icons';

const Bar = styled('div')`
  display: grid; grid-template-columns: 18px minmax(0, 1fr) auto; gap: 0 9px; padding: 9px 12px; border-radius: 9px;
  background: color-mix(in srgb, var(--s) 9%, var(--surface));
  & > svg { color: var(--s); margin-top: 2px; }
  & b { color: var(--s); }
`;

interface NoticeProps {
  state: StateName;
  icon: IconName;
  children: ReactNode;
  action?: ReactNode;
  /** Announced at once by screen readers; leave off for what was there when the page opened. */
  urgent?: boolean;
}

/** A tinted bar that asks to be read before anything else. */
export const Notice = ({ state, icon, children, action, urgent }: NoticeProps) => (
  <Bar style={{ ['--s' as string]: `var(--cs-palette-state-${state})` }} role={urgent ? 'alert' : 'note'}>
    <Icon name={icon} />
    <div>{children}</div>
    {action}
  </Bar>
);

/** Room around notices that stand alone between a page's head and its rows. */
export const NoticeRoom = styled('div')`
  display: grid; gap: 8px; padding: 0 24px 12px; &:empty { padding: 0; }
  @media (max-width: 760px) { padding-inline: 16px; }
`;
