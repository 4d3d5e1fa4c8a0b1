import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useReasons } from '../../../reject-reasons/use-reasons';
import { words as reasonWords } from '../../../reject-reasons/words';
import { ErrorBlank } from '../../../ui/blanks';
import { Shown } from '../../../ui/shown';
import { words } from './words';

interface ReasonFieldProps {
  value: string;
  onChange: (code: string) => void;
}

/** A reason from the list. The first has the focus: arrows choose. */
export function ReasonField({ value, onChange }: ReasonFieldProps) {
  const reasons = useReasons();
  return (
    <>
      {reasons.error && <ErrorBlank error={reasons.error} retry={() => reasons.refetch()} />}
      <div>
        <FormLabel id="reject-reason" sx={{ fontSize: 12 }}>
          {words.reject.reason}
        </FormLabel>
        <RadioGroup aria-labelledby="reject-reason" value={value} onChange={(_, code) => onChange(code)}>
          {reasons.data?.data.map(({ code, label }, index) => (
            <FormControlLabel
              key={code}
              value={code}
              label={<Shown text={reasonWords.reason(code, label)} />}
              control={<Radio size="small" sx={{ p: 1.25, mr: 1 }} autoFocus={index === 0} />}
            />
          ))}
        </RadioGroup>
      </div>
    </>
  );
}
