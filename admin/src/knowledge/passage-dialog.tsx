import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId } from 'react';
import { Link } from 'react-router-dom';
import type { Passage } from '../api-types';
import { serverNow } from '../platform/clock';
import { Notice } from '../ui/notice';
import { Shown } from '../ui/shown';
import { roughly } from '../words/time';
import { dayInWords } from './passage-marks';
import { PassageText } from './passage-text';
import { words } from './words';

/** The very passage that a citation names, as it was when it was cited. */
export function PassageDialog({ passage, onClose }: { passage: Passage; onClose: () => void }) {
  const id = useId();
  const { title, version, versionInForce, superseded, stale, reviewBy, owner, updatedAt } = passage;
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby={id}>
      <DialogTitle id={id}>
        <Shown text={title} reading="prose" />
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 3 }}>
        <p className="faint small">
          <span className="mono">{passage.id}</span>
          {' · '}
          {words.made(roughly(serverNow() - Date.parse(updatedAt)))}
          {owner && (
            <>
              {' · '}
              <Shown text={owner} />
            </>
          )}
        </p>
        {superseded && (
          <Notice state="pending" icon="twice">
            {words.supersededSays(version, versionInForce)} {words.asCited}
          </Notice>
        )}
        {stale && reviewBy && (
          <Notice state="expired" icon="clock">
            {words.staleSince(dayInWords(reviewBy))}
          </Notice>
        )}
        <div data-testid="passage">
          <PassageText text={passage.text} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button component={Link} to={`/knowledge/${encodeURIComponent(passage.documentId)}?version=${version}`}>
          {words.openDocument}
        </Button>
        <Button variant="contained" color="primary" onClick={onClose} autoFocus>
          {words.close}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
