import Button from '@mui/material/Button';
import { useState } from 'react';
import { Problem } from '../../../platform/problem';
import { NoteField } from '../verbs/note-field';
import { useSigning } from '../verbs/use-signing';
import { VerbDialog } from '../verbs/verb-dialog';
import { words as verbWords } from '../verbs/words';
import { Comparison } from './comparison';
import { RevisionForm } from './revision-form';
import { useRevision } from './use-revision';
import { words } from './words';

/** Two steps, so that nobody sends what they have not compared: edit, then both versions side by side. */
export default function ReviseDialog({ onClose }: { onClose: () => void }) {
  const revision = useRevision();
  const [comparing, setComparing] = useState(false);
  const signing = useSigning('revise', words.done, onClose);
  const { shown, busy, error, stale, send } = signing;
  const refused = error instanceof Problem ? error.errors : [];
  return (
    <VerbDialog
      title={words.title}
      confirm={comparing ? words.confirm : words.compare}
      wide
      busy={busy}
      error={error}
      stale={stale}
      disabled={!revision.changed || !revision.valid}
      focusConfirm={comparing}
      onConfirm={() => (comparing ? send(revision.body, revision.forget) : setComparing(true))}
      onClose={onClose}
      extra={
        comparing && (
          <Button onClick={() => setComparing(false)} disabled={busy}>
            {words.edit}
          </Button>
        )
      }
    >
      <p className="quiet">{words.says}</p>
      {refused.length > 0 && (
        <ul>
          {refused.map(({ path, message }) => (
            <li key={path + message}>
              <span className="mono">{path}</span> {message}
            </li>
          ))}
        </ul>
      )}
      {comparing ? (
        <>
          <Comparison before={revision.was} after={revision.is} revision={shown.revision} />
          <NoteField
            label={verbWords.optional(words.note)}
            value={revision.made.note}
            onChange={(note) => revision.change({ note })}
          />
        </>
      ) : (
        <RevisionForm revision={revision} />
      )}
    </VerbDialog>
  );
}
