import { useState } from 'react';
import { useMe } from '../../../identity/use-me';
import { keepText, keptText } from '../../../platform/kept-text';

/**
 * Like `useState` for a text, but what was typed outlives its dialog, a reload and signing in again, until it is sent.
 * @param about the ticket, or whatever else it is about
 */
export function useTyped(about: string, field: string): [string, (text: string) => void, () => void] {
  const { id } = useMe();
  const key = `${about} ${field}`;
  const [text, setText] = useState(() => keptText(id, key) ?? '');
  return [
    text,
    (next) => {
      keepText(id, key, next === '' ? null : next);
      setText(next);
    },
    () => keepText(id, key, null),
  ];
}
