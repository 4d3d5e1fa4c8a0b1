import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../platform/use-api';
import { ErrorBlank } from '../../../ui/blanks';
import { useTicket } from '../use-ticket';
import { useTyped } from './typed';
import { useSigning } from './use-signing';
import { VerbDialog } from './verb-dialog';
import { words } from './words';

const say = words.reject;

/** A reason from the list, and words. The first reason has the focus: arrows choose, Enter confirms. */
export function RejectDialog({ onClose }: { onClose: () => void }) {
  const { id } = useTicket();
  const api = useApi();
  const reasons = useQuery({ queryKey: ['reject-reasons'], queryFn: () => api.rejectReasons(), staleTime: 300_000 });
  const [reason, setReason, forgetReason] = useTyped(id, 'reject.reason');
  const [note, setNote, forgetNote] = useTyped(id, 'reject.note');
  const { send, busy, error, stale } = useSigning('reject', say.done, onClose);
  const forget = () => {
    forgetReason();
    forgetNote();
  };
  return (
    <VerbDialog
      title={say.title}
      confirm={say.confirm}
      refuses
      busy={busy}
      error={error}
      stale={stale}
      disabled={!reason}
      onConfirm={() => send({ reason, note: note.trim() || undefined }, forget)}
      onClose={onClose}
    >
      <p className="quiet">{say.says}</p>
      {reasons.error && <ErrorBlank error={reasons.error} retry={() => reasons.refetch()} />}
      <div>
        <FormLabel id="reject-reason" sx={{ fontSize: 12 }}>
          {say.reason}
        </FormLabel>
        <RadioGroup aria-labelledby="reject-reason" value={reason} onChange={(_, value) => setReason(value)}>
          {reasons.data?.map(({ code, label }, index) => (
            <FormControlLabel
              key={code}
              value={code}
              label={label}
              control={<Radio size="small" sx={{ p: 1.25, mr: 1 }} autoFocus={index === 0} />}
            />
          ))}
        </RadioGroup>
      </div>
      <TextField
        label={words.optional(say.noteLabel)}
        helperText={say.noteHelp}
        multiline
        minRows={2}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 2000 } }}
      />
    </VerbDialog>
  );
}
