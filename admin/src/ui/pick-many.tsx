import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';

interface PickManyProps<T extends string> {
  label: string;
  options: readonly T[];
  nameOf: (option: T) => string;
  picked: readonly T[];
  onPick: (picked: T[]) => void;
  /** CSS pixels that the widest option takes, where several stand side by side. */
  columnWidth?: number;
}

/** Boxes of which any number may be ticked, in a form. */
export function PickMany<T extends string>({ label, options, nameOf, picked, onPick, columnWidth }: PickManyProps<T>) {
  const gridTemplateColumns = columnWidth && `repeat(auto-fill, minmax(${columnWidth}px, 1fr))`;
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <FormLabel component="legend" sx={{ fontSize: 12 }}>
        {label}
      </FormLabel>
      <div style={{ display: 'grid', gridTemplateColumns }}>
        {options.map((option) => (
          <FormControlLabel
            key={option}
            label={nameOf(option)}
            control={
              <Checkbox
                checked={picked.includes(option)}
                onChange={(_, on) => onPick(on ? [...picked, option] : picked.filter((one) => one !== option))}
              />
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
