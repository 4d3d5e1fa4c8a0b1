import TextField, { type TextFieldProps } from '@mui/material/TextField';
import { mono } from '../platform/theme/typography';

type CodeFieldProps = Omit<TextFieldProps, 'value' | 'onChange' | 'multiline' | 'slotProps'> & {
  value: string;
  onChange: (text: string) => void;
};

/** A field for JSON: every character as wide as the next, and nobody corrects it. */
export const CodeField = ({ onChange, minRows = 2, maxRows = 18, ...field }: CodeFieldProps) => (
  <TextField
    {...field}
    multiline
    minRows={minRows}
    maxRows={maxRows}
    onChange={(event) => onChange(event.target.value)}
    slotProps={{ htmlInput: { spellCheck: false, style: { fontFamily: mono, fontSize: 12 } } }}
  />
);
