import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { mono } from '../../../platform/theme/typography';
import type { Field } from './fields';
import { MoneyInput } from './money-input';
import { typedText } from './typed-text';
import { words } from './words';

export interface FieldInputProps {
  field: Field;
  text: string;
  problem: string | undefined;
  currency: string | undefined;
  was: unknown;
  onText: (text: string) => void;
}

/** One argument's field, by what its schema says it is. */
export function FieldInput(props: FieldInputProps) {
  const { field, text, problem, onText } = props;
  if (field.kind === 'money') return <MoneyInput {...props} />;
  const picks = field.kind === 'choice' || field.kind === 'flag';
  const choices = field.kind === 'flag' ? ['true', 'false'] : field.choices;
  const block = field.kind === 'long' || field.kind === 'json';
  return (
    <TextField
      label={field.required ? `${field.label}, ${words.required}` : field.label}
      value={text}
      onChange={(event) => onText(event.target.value)}
      select={picks}
      multiline={block}
      minRows={block ? 2 : undefined}
      maxRows={10}
      error={problem !== undefined}
      helperText={problem ?? typedText(text, 'exact') ?? field.help}
      slotProps={{
        formHelperText: { component: 'div' } as object,
        htmlInput: {
          spellCheck: field.kind === 'long',
          style: field.kind === 'json' ? { fontFamily: mono, fontSize: 12 } : undefined,
        },
      }}
    >
      {picks && !field.required && <MenuItem value="">{words.none}</MenuItem>}
      {picks &&
        choices.map((choice) => (
          <MenuItem key={choice} value={choice}>
            {choice}
          </MenuItem>
        ))}
    </TextField>
  );
}
