import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { microsOf } from './dollars';
import type { TypedPrice } from './use-prices';
import { words } from './words';

const Fields = styled('fieldset')`
  border: 0; padding: 0; margin: 0; min-width: 0;
  & legend { font: var(--cs-font-subtitle2); padding: 0 0 4px; } & .row { display: grid; grid-template-columns: 1fr 1fr; gap: 14px; padding-top: 14px; }
  @media (max-width: 760px) { & .row { grid-template-columns: 1fr; } }
`;

interface PriceFieldsProps {
  /** The models that the version names. */
  named: string[];
  typed: (model: string) => TypedPrice;
  onWrite: (model: string, price: Partial<TypedPrice>) => void;
}

/** What each named model costs, in dollars, for a million tokens. */
export function PriceFields({ named, typed, onWrite }: PriceFieldsProps) {
  const field = (model: string, part: keyof TypedPrice, label: string) => {
    const value = typed(model)[part];
    const wrong = microsOf(value) === null;
    return (
      <TextField
        label={label}
        value={value}
        onChange={(event) => onWrite(model, { [part]: event.target.value })}
        required
        error={value !== '' && wrong}
        helperText={wrong ? words.noPrice : ' '}
        autoComplete="off"
        slotProps={{ htmlInput: { inputMode: 'decimal', maxLength: 11 }, input: { startAdornment: 'USD\u00a0' } }}
      />
    );
  };
  return (
    <Fields>
      <legend>{words.prices}</legend>
      <p className="quiet small">{words.pricesHelp}</p>
      {/* By place, so that a field stays the same one while its model's name is typed. */}
      {named.map((model, place) => (
        <div className="row" key={place === 0 ? 'model' : 'fallback'}>
          {field(model, 'read', words.readPrice(model))}
          {field(model, 'written', words.writtenPrice(model))}
        </div>
      ))}
    </Fields>
  );
}
