import type { JsonSchema } from '../api-types';
import { fieldsOf } from '../tickets/review/revise/fields';
import { Facts } from '../ui/facts';
import { words } from './words';

/** A schema's arguments as a list of names with what each is for. */
export const SchemaSummary = ({ schema }: { schema: JsonSchema }) => (
  <Facts>
    {fieldsOf(schema, {}).map(({ name, help, required, kind, choices }) => (
      <div key={name}>
        <dt className="mono">{name}</dt>
        <dd>
          {help ?? kind}{' '}
          <span className="faint">{[required && words.required, choices.join(', ')].filter(Boolean).join('; ')}</span>
        </dd>
      </div>
    ))}
  </Facts>
);
