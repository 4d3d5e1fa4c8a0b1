import TextField from '@mui/material/TextField';
import { words } from './words';

export const ScopeFields = () => (
  <>
    <TextField name="tools" label={words.fields.tools} helperText={words.scopeHelp} autoComplete="off" />
    <TextField name="domains" label={words.fields.domains} helperText={words.scopeHelp} autoComplete="off" />
  </>
);
