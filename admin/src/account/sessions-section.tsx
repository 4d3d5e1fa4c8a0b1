import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'ra-core';
import { useId, useState } from 'react';
import type { SessionItem } from '../api-types';
import { useSignOut } from '../identity/use-sign-out';
import { serverNow } from '../platform/clock';
import { sentenceOf } from '../platform/problem';
import { useApi } from '../platform/use-api';
import { ErrorBlank, LoadingRows } from '../ui/blanks';
import { Tag } from '../ui/marks';
import { Notice } from '../ui/notice';
import { Section } from '../ui/section';
import { moment } from '../words/time';
import { Row } from './row';
import { words } from './words';

const say = words.sessions;

/** Every session of one's own, each with its way out, and one way out of all. */
export function SessionsSection() {
  const api = useApi();
  const { data, error, refetch } = useQuery({ queryKey: ['sessions'], queryFn: () => api.sessions() });
  const [ending, setEnding] = useState(false);
  if (error) return <ErrorBlank error={error} retry={() => refetch()} />;
  if (!data) return <LoadingRows rows={2} />;
  return (
    <Section title={say.title}>
      {data.map((session) => (
        <Session key={session.id} session={session} />
      ))}
      <Row>
        <p className="quiet">{say.allSays}</p>
        <Button color="error" onClick={() => setEnding(true)}>
          {say.all}
        </Button>
      </Row>
      {ending && <EverywhereDialog onClose={() => setEnding(false)} />}
    </Section>
  );
}

function Session({ session: { id, device, current, createdAt, seenAt, expiresAt } }: { session: SessionItem }) {
  const api = useApi();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => api.endSession(id),
    onSuccess: () => notify(say.ended, { type: 'success' }),
    onError: (error) => notify(sentenceOf(error), { type: 'error' }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['sessions'] }),
  });
  const now = serverNow();
  const name = device || say.unknown;
  return (
    <Row>
      <div>
        <span style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
          <b>{name}</b> {current && <Tag icon="check">{say.here}</Tag>}
        </span>
        <div className="faint small">
          {[say.since(moment(createdAt, now)), say.seen(moment(seenAt, now)), say.until(moment(expiresAt, now))].join(
            ', ',
          )}
        </div>
      </div>
      {!current && (
        <Button size="small" onClick={() => mutate()} disabled={isPending} aria-label={say.endOf(name)}>
          {say.end}
        </Button>
      )}
    </Row>
  );
}

function EverywhereDialog({ onClose }: { onClose: () => void }) {
  const id = useId();
  const api = useApi();
  const signOut = useSignOut();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api.signOutEverywhere(),
    onSuccess: signOut,
  });
  return (
    <Dialog open onClose={isPending ? undefined : onClose} maxWidth="xs" fullWidth aria-labelledby={id}>
      <DialogTitle id={id}>{say.allTitle}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 3 }}>
        {!!error && (
          <Notice state="rejected" icon="crossCircle" urgent>
            {sentenceOf(error)}
          </Notice>
        )}
        <p className="quiet">{say.allSays}</p>
      </DialogContent>
      <DialogActions>
        <Button variant="text" onClick={onClose} disabled={isPending}>
          {words.cancel}
        </Button>
        <Button variant="contained" color="error" onClick={() => mutate()} disabled={isPending} autoFocus>
          {say.all}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
