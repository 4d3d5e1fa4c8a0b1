import { useState } from 'react';

/** What someone has typed into a dialog and not yet sent, by ticket and field; only in memory, gone with the tab. */
const kept = new Map<string, string>();

/** Like `useState` for a text, but it survives the dialog: a stale revision must not cost a person their words. */
export function useTyped(ticketId: string, field: string, initial = ''): [string, (text: string) => void, () => void] {
  const key = `${ticketId} ${field}`;
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
