import { useState } from 'react';
import { useMe } from '../../../identity/use-me';
import { keepText, keptText } from '../../../platform/kept-text';
import { useReview } from '../review-context';
import { useTicket } from '../use-ticket';
import { fieldsOf } from './fields';
import { readForm, type Typed, typedOf } from './values';

interface Made {
  answer: string;
  typed: Typed;
  note: string;
}

/** What was left unfinished; what cannot be read is as good as not there. */
function unfinished(text: string | null): Made | null {
  try {
    return text === null ? null : (JSON.parse(text) as Made);
  } catch {
    return null;
  }
}

/** The revision in the making: what is typed, what it reads as, and what differs. Kept like every text that is typed. */
export function useRevision() {
  const ticket = useTicket();
  const me = useMe();
  const key = `${ticket.id} revise`;
  const { signed } = useReview();
  const was = { answer: ticket.draft.answer, args: signed?.tool ? signed.arguments : {} };
  const fields = ticket.toolCall && signed?.tool ? fieldsOf(ticket.toolCall.schema, was.args) : [];
  const [made, setMade] = useState<Made>(
    () => unfinished(keptText(me.id, key)) ?? { answer: was.answer, typed: typedOf(fields, was.args), note: '' },
  );
  const change = (next: Partial<typeof made>) => {
    const all = { ...made, ...next };
    keepText(me.id, key, JSON.stringify(all));
    setMade(all);
  };
  const { args, problems } = readForm(fields, made.typed, was.args);
  const draftChanged = made.answer !== was.answer;
  const argsChanged = JSON.stringify(sorted(args)) !== JSON.stringify(sorted(was.args));
  return {
    fields,
    was,
    is: { answer: made.answer, args },
    made,
    change,
    problems,
    changed: draftChanged || argsChanged,
    valid: Object.keys(problems).length === 0,
    body: {
      draft: draftChanged ? { answer: made.answer } : undefined,
      toolCall: argsChanged && ticket.toolCall ? { name: ticket.toolCall.name, arguments: args } : undefined,
      note: made.note.trim() || undefined,
    },
    forget: () => keepText(me.id, key, null),
  };
}

const sorted = (args: object) => Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1));
