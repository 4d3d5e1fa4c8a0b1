import { useState } from 'react';
import { useMe } from '../../../identity/use-me';

/** What someone has typed into a dialog and not yet sent, by person, ticket and field; only in memory, gone with the tab. */
const kept = new Map<string, string>();

/** Like `useState` for a text, but it survives the dialog: a stale revision must not cost a person their words. */
export function useTyped(ticketId: string, field: string, initial = ''): [string, (text: string) => void, () => void] {
  const me = useMe();
  const key = `${me.id} ${ticketId} ${field}`;
  const [text, setText] = useState(kept.get(key) ?? initial);
  return [
    text,
    (next) => {
      kept.set(key, next);
      setText(next);
    },
    () => void kept.delete(key),
  ];
}
