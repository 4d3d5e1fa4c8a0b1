import { useState } from 'react';
import { Shown } from '../../../ui/shown';
import { TextButton } from '../../../ui/text-button';
import { beginningOf } from '../../../words/visible';
import { Sentinels } from '../sentinels';
import { words } from '../words';

const mostCharacters = 2000;
const mostLines = 40;
const shownOfLong = 600;

interface LongValueProps {
  part: string;
  text: string;
  className: string;
}

/** A signed value as its bytes say it. A long one is folded, and not seen, until it was opened and scrolled through. */
export function LongValue({ part, text, className }: LongValueProps) {
  const [open, setOpen] = useState(false);
  const long = text.length > mostCharacters || text.split('\n', mostLines + 1).length > mostLines;
  const folded = long && !open;
  return (
    <>
      <span className={className} style={{ whiteSpace: 'pre-wrap' }} dir="ltr" data-part={part}>
        <Shown text={folded ? beginningOf(text, shownOfLong) : text} />
        {folded && '…'}
      </span>
      {folded && (
        <div>
          <TextButton onClick={() => setOpen(true)}>{words.openLong(text.length)}</TextButton>
        </div>
      )}
      <Sentinels part={part} folded={folded} />
    </>
  );
}
