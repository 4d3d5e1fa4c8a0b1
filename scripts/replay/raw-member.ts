/**
 * The text of one member of a JSON object as it was written, `30000.0` and order of keys included; parsing and
 * printing again would lose both. `json` must be a well-formed object. Undefined when it has no such member.
 */
export function rawMember(json: string, name: string): string | undefined {
  let found: string | undefined;
  let at = skipSpace(json, json.indexOf('{') + 1);
  while (json[at] === '"') {
    const keyEnd = endOfString(json, at);
    const valueStart = skipSpace(json, skipSpace(json, keyEnd) + 1);
    const valueEnd = endOfValue(json, valueStart);
    // The last of several wins, as it does for JSON.parse.
    if (JSON.parse(json.slice(at, keyEnd)) === name) found = json.slice(valueStart, valueEnd).trimEnd();
    at = skipSpace(json, valueEnd + 1);
  }
  return found;
}

/** Where the comma or brace stands that ends the value starting at `at`. */
function endOfValue(json: string, at: number): number {
  let depth = 0;
  let position = at;
  while (position < json.length) {
    const character = json[position]!;
    if (depth === 0 && (character === ',' || character === '}')) return position;
    if (character === '"') {
      position = endOfString(json, position);
      continue;
    }
    if (character === '{' || character === '[') depth += 1;
    if (character === '}' || character === ']') depth -= 1;
    position += 1;
  }
  return position;
}

/** Where the string that opens at `at` is over, its closing quote included. */
function endOfString(json: string, at: number): number {
  let position = at + 1;
  while (position < json.length && json[position] !== '"') position += json[position] === '\\' ? 2 : 1;
  return position + 1;
}

function skipSpace(json: string, at: number): number {
  let position = at;
  while (position < json.length && ' \t\n\r'.includes(json[position]!)) position += 1;
  return position;
}
