import { useNotify } from 'ra-core';
import type { ReactNode } from 'react';
import type { TicketSummary, Verb, VerbBody } from '../../api-types';
import { Notice } from '../../ui/notice';
import { Shown } from '../../ui/shown';
import { VerbDialog } from '../review/verbs/verb-dialog';
import { useMany } from './use-many';
import type { Selection } from './use-selection';
import { words } from './words';

interface ManyDialogProps<V extends Verb> {
  verb: V;
  selection: Selection;
  title: string;
  says: string;
  confirm: string;
  refuses?: boolean;
  ready: boolean;
  bodyFor: (ticket: TicketSummary) => VerbBody[V];
  onClose: () => void;
  children: ReactNode;
}

/** Does the same to each of the selected tickets, and says of each that failed why. Those stay selected. */
export function ManyDialog<V extends Extract<Verb, 'reject' | 'hand_over'>>(props: ManyDialogProps<V>) {
  const { verb, selection, title, says, confirm, refuses, ready, bodyFor, onClose, children } = props;
  const notify = useNotify();
  const { run, done, busy, failures } = useMany(verb);
  const { tickets } = selection;
  const go = async () => {
    const failed = await run(tickets, bodyFor);
    selection.keep(failed.map(({ ticket }) => ticket.id));
    if (failed.length > 0) return;
    notify(words.done(tickets.length), { type: 'success' });
    onClose();
  };
  return (
    <VerbDialog
      title={title}
      confirm={failures.length > 0 ? words.again : confirm}
      refuses={refuses}
      busy={busy}
      error={null}
      disabled={!ready}
      onConfirm={() => void go()}
      onClose={onClose}
    >
      {done !== null && <p role="status">{words.running(done, tickets.length)}</p>}
      {failures.length > 0 && (
        <Notice state="rejected" icon="crossCircle" urgent>
          {words.failed(failures.length)}
          <ul>
            {failures.map(({ ticket, because }) => (
              <li key={ticket.id}>
                <Shown text={words.line(ticket.number, because)} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <p className="quiet">{says}</p>
      {children}
    </VerbDialog>
  );
}
