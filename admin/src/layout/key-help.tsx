import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import { styled } from '@mui/material/styles';
import { useSingleKeysSetting } from '../platform/keys';
import { keyWords } from './words';

const Group = styled('section')`
  & h3 { font: var(--cs-font-subtitle2); margin: 6px 0 4px; }
`;

const List = styled('dl')`
  display: grid; grid-template-columns: 56px 1fr; gap: 4px 12px; align-items: center; margin-bottom: 14px;
    & dt { font-weight: 560; font-size: 12px; border: 1px solid var(--line-2); border-radius: 5px; justify-self: start; padding: 1px 7px; }
`;

export function KeyHelp({ onClose }: { onClose: () => void }) {
  const [on, setOn] = useSingleKeysSetting();
  return (
    <Dialog open onClose={onClose} maxWidth="xs" fullWidth aria-labelledby="keys-title">
      <DialogTitle id="keys-title">{keyWords.title}</DialogTitle>
      <DialogContent>
        {keyWords.groups.map((group) => (
          <Group key={group.title} aria-label={group.title}>
            <h3>{group.title}</h3>
            <List>{group.keys.map(([key, what]) => [<dt key={key}>{key}</dt>, <dd key={what}>{what}</dd>])}</List>
          </Group>
        ))}
        <FormControlLabel
          control={<Checkbox checked={on} onChange={(_, checked) => setOn(checked)} />}
          label={keyWords.enabled}
        />
        <p className="faint small">{keyWords.enabledHelp}</p>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{keyWords.close}</Button>
      </DialogActions>
    </Dialog>
  );
}
