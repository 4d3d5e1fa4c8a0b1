import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import TextField from '@mui/material/TextField';
import { useNotify } from 'ra-core';
import { useState } from 'react';
import type { NewPrompt, Prompt } from '../api-types';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { FormDialog } from '../ui/form-dialog';
import { PriceFields } from './price-fields';
import { usePrices } from './use-prices';
import { words } from './words';

/** As the API takes them, in characters and tokens. */
const MOST = { instructions: 20_000, model: 120, tokens: 32_000 };
const FEWEST_TOKENS = 16;

interface WritePromptDialogProps {
  /** The version in force, which the next one begins as. */
  from: Prompt;
  onClose: () => void;
}

/** Writes the next version of what models are told. */
export function WritePromptDialog({ from, onClose }: WritePromptDialogProps) {
  const api = useApi();
  const notify = useNotify();
  const [instructions, setInstructions] = useState(from.instructions);
  const [model, setModel] = useState(from.model);
  const [fallback, setFallback] = useState(from.fallbackModel ?? '');
  const [tokens, setTokens] = useState(String(from.maxOutputTokens));
  const [logprobs, setLogprobs] = useState(from.logprobs);
  const named = [...new Set([model, fallback].map((name) => name.trim()).filter(Boolean))];
  const { prices, typed, write } = usePrices(from.prices, named);
  const { mutate, isPending, error } = useChange(
    'prompts',
    () =>
      api.addPrompt({
        instructions: instructions.trim(),
        model: model.trim(),
        fallbackModel: fallback.trim() || null,
        maxOutputTokens: Number(tokens),
        logprobs,
        prices: (prices ?? []) as NewPrompt['prices'],
        basedOn: from.version,
      }),
    ({ version }) => {
      notify(version === from.version ? words.unchanged : words.added(version), { type: 'success' });
      onClose();
    },
  );
  return (
    <FormDialog
      title={words.writeTitle(from.version + 1)}
      save={words.putInForce}
      cancel={words.cancel}
      busy={isPending}
      blocked={!instructions.trim() || !model.trim() || !prices}
      wide
      error={error}
      onSave={() => mutate(undefined)}
      onClose={onClose}
    >
      <p>{words.writeSays}</p>
      <TextField
        label={words.instructions}
        helperText={words.instructionsHelp}
        value={instructions}
        onChange={(event) => setInstructions(event.target.value)}
        required
        autoFocus
        multiline
        minRows={8}
        maxRows={16}
        slotProps={{ htmlInput: { maxLength: MOST.instructions } }}
      />
      <TextField
        label={words.model}
        value={model}
        onChange={(event) => setModel(event.target.value)}
        required
        autoComplete="off"
        slotProps={{ htmlInput: { maxLength: MOST.model, spellCheck: false } }}
      />
      <TextField
        label={words.fallbackModel}
        helperText={words.fallbackHelp}
        value={fallback}
        onChange={(event) => setFallback(event.target.value)}
        autoComplete="off"
        slotProps={{ htmlInput: { maxLength: MOST.model, spellCheck: false } }}
      />
      <PriceFields named={named} typed={typed} onWrite={write} />
      <TextField
        label={words.longestField}
        type="number"
        value={tokens}
        onChange={(event) => setTokens(event.target.value)}
        required
        slotProps={{ htmlInput: { min: FEWEST_TOKENS, max: MOST.tokens } }}
      />
      <div>
        <FormControlLabel
          control={<Checkbox checked={logprobs} onChange={(_, asks) => setLogprobs(asks)} />}
          label={words.logprobs}
        />
        <FormHelperText>{words.logprobsHelp}</FormHelperText>
      </div>
    </FormDialog>
  );
}
