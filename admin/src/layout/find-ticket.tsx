import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { sentenceOf } from '../platform/problem';
import { useApi } from '../platform/use-api';
import { findWords } from './words';

/** Opens a ticket by its number, or lists those of a customer. */
export function FindTicket({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string | null>(null);

  async function find(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get('what')).trim();
    const number = Number(/^(?:t-)?(\d{1,9})$/i.exec(text)?.[1]);
    if (!text) return;
    if (Number.isNaN(number)) {
      onClose();
      return navigate(`/?${new URLSearchParams({ view: 'all', customerRef: text })}`);
    }
    try {
      const { data } = await api.list('tickets', { filter: { number }, limit: 1 });
      if (!data[0]) return setProblem(findWords.none(number));
      onClose();
      navigate(`/tickets/${data[0].id}`);
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  }

  return (
    <Dialog open onClose={onClose} maxWidth="xs" fullWidth aria-labelledby="find-title">
      <form onSubmit={find}>
        <DialogTitle id="find-title">{findWords.title}</DialogTitle>
        <DialogContent>
          <TextField
            sx={{ mt: 2 }}
            name="what"
            label={findWords.label}
            autoFocus
            autoComplete="off"
            error={problem !== null}
            helperText={problem ?? findWords.help}
          />
        </DialogContent>
        <DialogActions>
          <Button variant="text" onClick={onClose}>
            {findWords.cancel}
          </Button>
          <Button type="submit" variant="contained" color="primary">
            {findWords.find}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
