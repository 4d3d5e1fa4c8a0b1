import { Notice } from '../../../ui/notice';
import { Shown } from '../../../ui/shown';
import { fullTime } from '../../../words/time';
import { useTicket } from '../use-ticket';
import { words } from '../words';

/** Says before anything else that there is nothing left to read here, who erased it and why, and what still proves it. */
export function ErasedNotice() {
  const { erasure, contentHash } = useTicket();
  if (!erasure) return null;
  return (
    <section style={{ marginBottom: 18, order: 0 }}>
      <Notice state="expired" icon="barred">
        <b>{words.erasedTitle}</b> <Shown text={words.erasedBy(erasure.byName, fullTime(erasure.at))} />{' '}
        <q>
          <Shown text={erasure.reason} reading="prose" />
        </q>
        <p className="quiet small" style={{ marginTop: 4 }}>
          {words.erasedStays}
        </p>
        <p className="mono small" style={{ overflowWrap: 'anywhere' }} title={words.fullHash(contentHash)}>
          {contentHash}
        </p>
      </Notice>
    </section>
  );
}
