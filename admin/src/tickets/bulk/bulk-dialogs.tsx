import { useState } from 'react';
import { recipientOf } from '../hand-over/recipient';
import { RecipientFields } from '../hand-over/recipient-fields';
import { NoteField } from '../review/verbs/note-field';
import { ReasonField } from '../review/verbs/reason-field';
import { words as verbWords } from '../review/verbs/words';
import { ManyDialog } from './many-dialog';
import type { Selection } from './use-selection';
import { words } from './words';

interface BulkDialogProps {
  selection: Selection;
  onClose: () => void;
}

export function RejectMany({ selection, onClose }: BulkDialogProps) {
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const n = selection.tickets.length;
  return (
    <ManyDialog
      verb="reject"
      selection={selection}
      title={words.rejectTitle(n)}
      says={words.rejectSays}
      confirm={words.rejectConfirm(n)}
      refuses
      ready={reason !== ''}
      bodyFor={({ revision, contentHash }) => ({ revision, contentHash, reason, note: note.trim() || undefined })}
      onClose={onClose}
    >
      <ReasonField value={reason} onChange={setReason} />
      <NoteField label={verbWords.optional(verbWords.reject.noteLabel)} value={note} onChange={setNote} />
    </ManyDialog>
  );
}

export function HandOverMany({ selection, onClose }: BulkDialogProps) {
  const [to, setTo] = useState('');
  const [note, setNote] = useState('');
  const n = selection.tickets.length;
  return (
    <ManyDialog
      verb="hand_over"
      selection={selection}
      title={words.handOverTitle(n)}
      says={words.handOverSays}
      confirm={words.handOverConfirm(n)}
      ready={to !== ''}
      bodyFor={() => ({ ...recipientOf(to), note: note.trim() || undefined })}
      onClose={onClose}
    >
      <RecipientFields to={to} note={note} onTo={setTo} onNote={setNote} />
    </ManyDialog>
  );
}
