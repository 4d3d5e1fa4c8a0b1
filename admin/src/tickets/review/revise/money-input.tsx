import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { minorUnits, money, toMinor } from '../../../words/money';
import type { FieldInputProps } from './field-input';
import { inMajorUnits } from './fields';
import { words } from './words';

const isHundredfold = (was: string, is: string) => {
  const [a, b] = [BigInt(was), BigInt(is)];
  return a !== 0n && b !== 0n && (a * 100n === b || b * 100n === a);
};

/** Money as people write it, with what would be signed beside it as one types; a slip of the point is asked about. */
export function MoneyInput({ field, text, problem, currency, was, onText }: FieldInputProps) {
  const major = inMajorUnits(currency);
  const minor = major ? toMinor(text, currency) : null;
  const before = minorUnits(was);
  const slipped = minor !== null && before !== null && isHundredfold(before, minor);
  const echo =
    minor !== null && major
      ? words.majorHelp(minor, money(minor, currency) ?? currency)
      : major
        ? field.help
        : words.unknownCurrency;
  return (
    <TextField
      label={field.required ? `${field.label.replace(/ in minor units$/i, '')}, ${words.required}` : field.label}
      value={text}
      onChange={(event) => onText(event.target.value)}
      error={problem !== undefined}
      color={slipped ? 'warning' : undefined}
      helperText={
        <>
          {problem ?? echo}
          {slipped && (
            <b style={{ display: 'block', color: 'var(--cs-palette-state-pending)' }}>
              {words.hundredfold(money(before, currency) ?? before)}
            </b>
          )}
        </>
      }
      slotProps={{
        input: { startAdornment: major && <InputAdornment position="start">{currency}</InputAdornment> },
        htmlInput: { inputMode: 'decimal', autoComplete: 'off' },
        formHelperText: { 'aria-live': 'polite' } as object,
      }}
    />
  );
}
