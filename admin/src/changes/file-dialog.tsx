import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useNotify } from 'ra-core';
import { useNavigate } from 'react-router-dom';
import type { AnsweredFlag, NewChange, Offer } from '../api-types';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { useTyped } from '../tickets/review/verbs/typed';
import { ErrorBlank, LoadingRows } from '../ui/blanks';
import { FormDialog } from '../ui/form-dialog';
import { Effect } from './effect';
import { domainOf } from './says';
import { signWords, words } from './words';

interface FileDialogProps {
  /** What it answers. */
  sign: Pick<AnsweredFlag, 'measure' | 'domain' | 'clusterId'>;
  mitigation: Offer;
  /** The version that the mitigation was derived from. */
  inForce: number;
  onClose: () => void;
}

/** What a mitigation would do, and why somebody wants it; filing it changes nothing yet. */
export function FileDialog({ sign: { measure, domain, clusterId }, mitigation, inForce, onClose }: FileDialogProps) {
  const api = useApi();
  const notify = useNotify();
  const navigate = useNavigate();
  const document = mitigation.document as NewChange['document'];
  const [title, does] = words.mitigations[mitigation.mitigation]!;
  const [reason, setReason, forget] = useTyped(`${mitigation.mitigation} ${domain}`, 'reason');
  const {
    data,
    error: unread,
    refetch,
  } = useQuery({
    queryKey: ['changes', 'try', document],
    queryFn: ({ signal }) => api.tryPolicy(document, signal),
  });
  const { mutate, isPending, error } = useChange(
    'changes',
    () =>
      api.fileChange({
        kind: 'routing_policy',
        basedOn: inForce,
        document,
        reason: reason.trim(),
        flag: { measure, domain, clusterId, mitigation: mitigation.mitigation },
      }),
    ({ id }) => {
      forget();
      notify(signWords.filed, { type: 'success' });
      navigate(`/changes/${id}`);
    },
  );
  return (
    <FormDialog
      title={signWords.filing(title, domainOf(domain))}
      save={signWords.file}
      cancel={words.cancel}
      busy={isPending}
      blocked={!data?.effect}
      wide
      error={error}
      onSave={() => mutate(undefined)}
      onClose={onClose}
    >
      <p>{does}</p>
      <div>
        {data?.effect ? (
          <Effect effect={data.effect} />
        ) : unread ? (
          <ErrorBlank error={unread} retry={() => refetch()} />
        ) : (
          <LoadingRows rows={3} />
        )}
      </div>
      <TextField
        name="reason"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        label={words.reason}
        helperText={signWords.reasonHelp}
        required
        multiline
        minRows={2}
        slotProps={{ htmlInput: { maxLength: 2000 } }}
      />
    </FormDialog>
  );
}
