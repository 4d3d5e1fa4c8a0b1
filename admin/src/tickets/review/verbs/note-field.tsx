import TextField from '@mui/material/TextField';

interface NoteFieldProps {
  label: string;
  help?: string;
  value: string;
  onChange: (text: string) => void;
  /** Room for some lines; one line otherwise, where Enter confirms. */
  lines?: boolean;
  autoFocus?: boolean;
  /** As many characters as the server takes. */
  max?: number;
}

/** What a person says with a verb, as long as the server takes it. */
export const NoteField = ({
  label,
  help,
  value,
  onChange,
  lines = false,
  autoFocus = false,
  max = 2000,
}: NoteFieldProps) => (
  <TextField
    label={label}
    helperText={help}
    multiline={lines}
    minRows={lines ? 2 : undefined}
    autoFocus={autoFocus}
    value={value}
    onChange={(event) => onChange(event.target.value)}
    slotProps={{ htmlInput: { maxLength: max } }}
  />
);
