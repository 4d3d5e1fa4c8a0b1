import type { Precondition } from './precondition.js';

const MOST_FIELDS = 16;
const MOST_PARAMETERS = 8;

/** A top-level name, or a JSON pointer. */
const FIELD = /^([^/~][^/]*|(\/([^/~]|~[01])*)+)$/;

/** What is wrong with a tool's preconditions, at which path. Their URLs are judged like the endpoint's, by whoever registers. */
export function preconditionFaults(
  preconditions: readonly Precondition[],
  schema: Record<string, unknown>,
): { path: string; message: string }[] {
  const known = propertiesOf(schema);
  const names = preconditions.map(({ name }) => name);
  return preconditions.flatMap(({ name, query, watch, show }, n) => {
    const fault = (path: string, message: string) => ({ path: `preconditions.${n}.${path}`, message });
    const parameters = Object.entries(query);
    const wrong = parameters.filter(([, argument]) => typeof argument !== 'string' || !known.includes(argument));
    const unread = [...watch, ...show].filter((field) => !FIELD.test(field) || field === '__proto__');
    return [
      ...(names.indexOf(name) === n ? [] : [fault('name', 'is used twice')]),
      ...(parameters.length > 0 ? [] : [fault('query', 'names no argument, so that every call would read the same')]),
      ...(parameters.length <= MOST_PARAMETERS ? [] : [fault('query', `takes ${MOST_PARAMETERS} parameters at most`)]),
      ...wrong.map(([parameter]) => fault(`query.${parameter}`, 'must name a property of the tool’s schema')),
      ...(watch.length > 0 ? [] : [fault('watch', 'names no field, so that nothing would have to hold')]),
      ...(watch.length + show.length <= MOST_FIELDS ? [] : [fault('watch', `and show take ${MOST_FIELDS} fields`)]),
      ...unread.map((field) => fault('watch', `${JSON.stringify(field)} is neither a name nor a JSON pointer`)),
      ...(new Set([...watch, ...show]).size === watch.length + show.length
        ? []
        : [fault('watch', 'and show must name a field once')]),
    ];
  });
}

function propertiesOf({ properties }: Record<string, unknown>): string[] {
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}
