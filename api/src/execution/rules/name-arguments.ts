/** Shorter values stand in sentences by chance, and say nothing of anybody. */
const SHORTEST = 4;

/**
 * A tool's own sentence with the arguments that it quotes named in place of given: `payment [payment_id] was refunded before`.
 * The sentence goes into the audit log, where nothing is ever erased; the arguments stay with the ticket, where they can be.
 *
 * @param canonical RFC 8785 text of the arguments that were sent
 */
export function nameArguments(sentence: string, canonical: string): string {
  const names = new Map<string, string>();
  for (const [name, text] of textsIn(JSON.parse(canonical), '')) {
    if (text.length >= SHORTEST && sentence.includes(text)) names.set(text, name);
  }
  if (names.size === 0) return sentence;
  // The longest first: one may stand within another. All in one pass: a name is no place to look for another value.
  const longestFirst = [...names.keys()].sort((one, other) => other.length - one.length);
  const any = new RegExp(longestFirst.map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), 'g');
  return sentence.replaceAll(any, (text) => `[${names.get(text)}]`);
}

/** Every text, with the path to it: `payee.iban`, `lines.0.note`. */
function* textsIn(value: unknown, path: string): Generator<[string, string]> {
  if (typeof value === 'string') yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) yield* textsIn(member, path === '' ? key : `${path}.${key}`);
}
