import type { Passage } from '../api-types';
import { serverNow } from '../platform/clock';
import { Tag } from '../ui/marks';
import { dayOf } from '../words/time';
import { words } from './words';

/** A day such as `2026-10-01`, in the reader's words and in no zone. */
export const dayInWords = (day: string) => dayOf(`${day}T12:00:00`, serverNow());

/** What there is to say against relying on a passage. */
export function PassageMarks({ passage }: { passage: Pick<Passage, 'stale' | 'superseded'> }) {
  return (
    <>
      {passage.stale && (
        <Tag state="expired" icon="clock">
          {words.stale}
        </Tag>
      )}
      {passage.superseded && (
        <Tag state="pending" icon="twice">
          {words.superseded}
        </Tag>
      )}
    </>
  );
}
