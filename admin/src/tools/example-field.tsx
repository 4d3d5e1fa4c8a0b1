import Button from '@mui/material/Button';
import { CodeField } from '../ui/code-field';
import type { Written } from './read-tool';
import { schemaOfExample } from './schema-of-example';
import { words } from './words';

interface ExampleFieldProps {
  example: string;
  fault: string | null;
  /** The server has tried it, and found nothing. */
  fits: boolean;
  onWrite: (change: Partial<Written>) => void;
}

function objectOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** Arguments as an agent would send them: tried on the schema while one types, and a schema to begin with made from them. */
export function ExampleField({ example, fault, fits, onWrite }: ExampleFieldProps) {
  const value = objectOf(example);
  return (
    <div style={{ display: 'grid', gap: 8, justifyItems: 'start' }}>
      <CodeField
        label={words.example}
        value={example}
        onChange={(next) => onWrite({ example: next })}
        error={fault !== null}
        helperText={fault ?? (fits ? words.exampleFits : words.exampleHelp)}
        fullWidth
      />
      <Button
        size="small"
        disabled={!value}
        onClick={() => value && onWrite({ schema: JSON.stringify(schemaOfExample(value), null, 2) })}
      >
        {words.makeSchema}
      </Button>
    </div>
  );
}
