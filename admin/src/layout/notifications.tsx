import Snackbar from '@mui/material/Snackbar';
import { styled } from '@mui/material/styles';
import { type NotificationPayload, useNotificationContext } from 'ra-core';
import { useEffect, useState } from 'react';
import { Icon } from '../ui/icons';

const Slip = styled('div')`
  display: flex; gap: 9px; align-items: flex-start; padding: 10px 14px; border-radius: 9px; max-width: min(560px, calc(100vw - 32px));
  background: var(--surface); border: 1px solid var(--line-2); box-shadow: var(--cs-palette-lift); font-weight: 500;
  & svg { margin-top: 2px; color: var(--s); }
`;

const looks = {
  success: ['succeeded', 'tickCircle'],
  error: ['rejected', 'crossCircle'],
  warning: ['pending', 'triangle'],
  info: ['approved', 'check'],
} as const;

/** One sentence at a time, after it is true: nothing here is ever said before the server has done it. */
export function Notifications() {
  const { notifications, takeNotification } = useNotificationContext();
  const [shown, setShown] = useState<NotificationPayload | null>(null);
  useEffect(() => {
    // What is newest is what was just done: it takes the place of what was said before.
    if (notifications.length > 0) setShown(takeNotification() ?? null);
  }, [notifications, takeNotification]);
  if (!shown) return null;
  const [state, icon] = looks[shown.type as keyof typeof looks] ?? looks.info;
  return (
    <Snackbar
      key={String(shown.message)}
      open
      autoHideDuration={shown.type === 'error' ? 9000 : 5000}
      onClose={(_, reason) => reason !== 'clickaway' && setShown(null)}
      anchorOrigin={{ vertical: 'top', horizontal: 'center' }}
    >
      <Slip
        role={shown.type === 'error' ? 'alert' : 'status'}
        style={{ ['--s' as string]: `var(--cs-palette-state-${state})` }}
      >
        <Icon name={icon} />
        {shown.message}
      </Slip>
    </Snackbar>
  );
}
