import TextField from '@mui/material/TextField';

interface OwnPasswordProps {
  name: string;
  label: string;
}

/** The password that one signs in with, asked for once more. */
export const OwnPassword = ({ name, label }: OwnPasswordProps) => (
  <TextField
    name={name}
    type="password"
    label={label}
    required
    autoFocus
    autoComplete="current-password"
    slotProps={{ htmlInput: { maxLength: 256 } }}
  />
);
