import Button from '@mui/material/Button';
import { useState } from 'react';
import { useMe } from '../../../identity/use-me';
import { Notice } from '../../../ui/notice';
import { useTicket } from '../use-ticket';
import { words } from '../words';

/** Says that the content changed under the reader, until the reader has said to have seen it. */
export function ChangeNotice() {
  const { contentHash, revision, revisions } = useTicket();
  const me = useMe();
  const [seenHash, setSeenHash] = useState(contentHash);
  const mine = revisions.find((one) => one.revision === revision)?.madeBy.id === me.id;
  if (seenHash === contentHash || mine) return null;
  return (
    <section style={{ marginBottom: 12, order: 0 }}>
      <Notice
        state="pending"
        icon="triangle"
        urgent
        action={
          <Button size="small" onClick={() => setSeenHash(contentHash)}>
            {words.understood}
          </Button>
        }
      >
        <b>{words.changed(revision)}</b>
      </Notice>
    </section>
  );
}
