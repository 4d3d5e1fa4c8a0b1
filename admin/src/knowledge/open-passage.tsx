import { lazy, Suspense, useState } from 'react';
import type { Passage } from '../api-types';
import { TextButton } from '../ui/text-button';
import { PassageMarks } from './passage-marks';
import { words } from './words';

const PassageDialog = lazy(async () => ({ default: (await import('./passage-dialog')).PassageDialog }));

/** Opens a passage where one stands, with what there is to say against relying on it. */
export function OpenPassage({ passage }: { passage: Passage }) {
  const [open, setOpen] = useState(false);
  return (
    <span style={{ display: 'inline-flex', gap: 6, alignItems: 'center', flexWrap: 'wrap' }}>
      <TextButton onClick={() => setOpen(true)} aria-label={words.openCited(passage.cited ?? passage.id)}>
        {words.openPassage}
      </TextButton>
      <PassageMarks passage={passage} />
      {open && (
        <Suspense>
          <PassageDialog passage={passage} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </span>
  );
}
