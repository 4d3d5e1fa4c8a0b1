import TextField from '@mui/material/TextField';
import { useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'ra-core';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { DocumentDetail } from '../api-types';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { FormDialog } from '../ui/form-dialog';
import { visible } from '../words/visible';
import { words } from './words';

const say = words.put;

/** As the API takes it, in characters. */
const MOST = { title: 300, owner: 200, uri: 2000 };

interface DocumentDialogProps {
  /** The document in force whose next version this makes; null adds one. */
  document: DocumentDetail | null;
  onClose: () => void;
}

/** Adds a document to the knowledge base, or its next version, and leads to the passages that it was cut into. */
export default function DocumentDialog({ document, onClose }: DocumentDialogProps) {
  const api = useApi();
  const notify = useNotify();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  // Passages are slices: one after the other they are the content.
  const [content, setContent] = useState(document?.passages.map(({ text }) => text).join('') ?? '');
  const { mutate, isPending, error } = useChange(
    'documents',
    (form: FormData) => {
      const text = (name: string) => String(form.get(name) ?? '').trim();
      const id = document?.id ?? text('id');
      const [uri, owner, reviewBy] = [text('uri') || null, text('owner') || null, text('reviewBy') || null];
      return api.putDocument({ id, title: text('title'), content, uri, owner, reviewBy });
    },
    ({ id, version, came }) => {
      void queryClient.invalidateQueries({ queryKey: ['document', id] });
      notify(say.came[came](version), { type: came === 'unchanged' ? 'info' : 'success' });
      onClose();
      navigate(`/knowledge/${encodeURIComponent(id)}`);
    },
  );
  const takeFile = async (file: File | undefined) => {
    if (file) setContent(await file.text());
  };
  return (
    <FormDialog
      title={document ? say.changeTitle(visible(document.title, 'prose')) : say.add}
      save={say.save}
      cancel={say.cancel}
      busy={isPending}
      blocked={!content.trim()}
      wide
      error={error}
      onSave={mutate}
      onClose={onClose}
    >
      {!document && (
        <TextField
          name="id"
          label={say.fields.id}
          helperText={say.idHelp}
          required
          autoFocus
          autoComplete="off"
          slotProps={{ htmlInput: { maxLength: 120, spellCheck: false } }}
        />
      )}
      <TextField
        name="title"
        label={say.fields.title}
        defaultValue={document?.title}
        required
        autoFocus={document !== null}
        autoComplete="off"
        slotProps={{ htmlInput: { maxLength: MOST.title } }}
      />
      <TextField
        name="owner"
        label={say.fields.owner}
        helperText={say.ownerHelp}
        defaultValue={document?.owner ?? ''}
        slotProps={{ htmlInput: { maxLength: MOST.owner } }}
      />
      <TextField
        name="reviewBy"
        type="date"
        label={say.fields.reviewBy}
        helperText={say.reviewHelp}
        defaultValue={document?.reviewBy ?? ''}
        slotProps={{ inputLabel: { shrink: true } }}
      />
      <TextField
        name="uri"
        type="url"
        label={say.fields.uri}
        defaultValue={document?.uri ?? ''}
        slotProps={{ htmlInput: { maxLength: MOST.uri } }}
      />
      <TextField
        label={say.fields.content}
        helperText={say.contentHelp}
        value={content}
        onChange={(event) => setContent(event.target.value)}
        required
        multiline
        minRows={8}
        maxRows={18}
      />
      <label className="quiet small">
        {say.file}{' '}
        <input
          type="file"
          accept=".md,.txt,text/markdown,text/plain"
          onChange={(event) => void takeFile(event.target.files?.[0])}
        />
      </label>
    </FormDialog>
  );
}
