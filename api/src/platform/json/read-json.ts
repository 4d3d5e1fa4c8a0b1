/**
 * Reads JSON that strangers wrote.
 *
 * `JSON.parse` alone lets through what later breaks something: nesting that overflows the stack of
 * whoever walks it, `1e999` (Infinity), integers that lose digits, NUL and lone surrogates that
 * Postgres refuses, keys given twice (RFC 8785 wants I-JSON), and `__proto__`. One pass over the
 * text finds all of these before anything recursive touches it.
 */
export interface JsonLimits {
  depth: number;
  keys: number;
}

export interface ReadJson {
  value: unknown;
  /** The bytes of one wanted object exactly as they were sent, when it is there. */
  wanted: string | undefined;
}

export class JsonRefused extends Error {
  constructor(
    readonly code: 'malformed_json' | 'json_too_deep' | 'json_too_large' | 'json_unsafe',
    message: string,
  ) {
    super(message);
  }
}

interface Frame {
  keys: Set<string> | null;
  key: string | null;
  expectsKey: boolean;
  start: number;
  /** How many steps of the wanted path lead to this container; -1 when it lies off the path. */
  onPath: number;
}

const QUOTE = 34;
const BACKSLASH = 92;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * @param bytes UTF-8 JSON
 * @param wantedPath object keys that lead to the object whose bytes are wanted, e.g. `['toolCall', 'arguments']`
 * @throws JsonRefused with a sentence that says what to change
 */
export function readJson(bytes: Uint8Array, limits: JsonLimits, wantedPath: readonly string[] = []): ReadJson {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw new JsonRefused('malformed_json', 'The body is not UTF-8 text.');
  }
  const wanted = scan(text, limits, wantedPath);
  try {
    return { value: JSON.parse(text), wanted };
  } catch {
    throw new JsonRefused('malformed_json', 'The body is not JSON. Send one JSON object.');
  }
}

function scan(text: string, limits: JsonLimits, path: readonly string[]): string | undefined {
  const stack: Frame[] = [];
  let keys = 0;
  let wanted: string | undefined;
  let i = 0;
  while (i < text.length) {
    const c = text.charCodeAt(i);
    const top = stack[stack.length - 1];
    if (c === QUOTE) {
      const end = endOfString(text, i);
      if (top?.expectsKey) {
        keys += 1;
        if (keys > limits.keys) throw new JsonRefused('json_too_large', `The body has more than ${limits.keys} keys.`);
        noteKey(top, text.slice(i, end));
      }
      i = end;
    } else if (c === 0x7b || c === 0x5b) {
      if (stack.length >= limits.depth) {
        throw new JsonRefused('json_too_deep', `The body is nested deeper than ${limits.depth} levels.`);
      }
      const isObject = c === 0x7b;
      stack.push({
        keys: isObject ? new Set() : null,
        key: null,
        expectsKey: isObject,
        start: i,
        onPath: step(top, path),
      });
      i += 1;
    } else if (c === 0x7d || c === 0x5d) {
      stack.pop();
      i += 1;
      if (top?.keys && top.onPath === path.length && path.length > 0) wanted = text.slice(top.start, i);
    } else if (c === 0x2c) {
      if (top?.keys) top.expectsKey = true;
      i += 1;
    } else if (c === 0x2d || (c >= 0x30 && c <= 0x39)) {
      i = endOfNumber(text, i);
    } else {
      i += 1;
    }
  }
  return wanted;
}

function step(parent: Frame | undefined, path: readonly string[]): number {
  if (!parent) return 0;
  if (parent.onPath < 0 || parent.keys === null || parent.onPath >= path.length) return -1;
  return parent.key === path[parent.onPath] ? parent.onPath + 1 : -1;
}

function noteKey(frame: Frame, quoted: string): void {
  let key: string;
  try {
    key = JSON.parse(quoted) as string;
  } catch {
    throw new JsonRefused('malformed_json', 'The body is not JSON: a key is malformed.');
  }
  if (key === '__proto__') throw new JsonRefused('json_unsafe', 'A key named "__proto__" is not taken.');
  if (frame.keys?.has(key)) throw new JsonRefused('json_unsafe', `The key ${JSON.stringify(key)} is given twice.`);
  frame.keys?.add(key);
  frame.key = key;
  frame.expectsKey = false;
}

/** Index after the closing quote; refuses what Postgres text and I-JSON cannot hold. */
function endOfString(text: string, start: number): number {
  let i = start + 1;
  for (; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) return i + 1;
    if (c !== BACKSLASH) continue;
    if (text.charCodeAt(i + 1) !== 0x75) {
      i += 1;
      continue;
    }
    const unit = hexUnit(text, i);
    if (unit === 0)
      throw new JsonRefused('json_unsafe', 'A text contains the NUL character (\\u0000), which is not taken.');
    if (unit >= 0xdc00 && unit <= 0xdfff) throw loneSurrogate();
    i += 5;
    if (unit >= 0xd800 && unit <= 0xdbff) {
      const low = text.charCodeAt(i + 1) === BACKSLASH && text.charCodeAt(i + 2) === 0x75 ? hexUnit(text, i + 1) : 0;
      if (low < 0xdc00 || low > 0xdfff) throw loneSurrogate();
      i += 6;
    }
  }
  return i;
}

function hexUnit(text: string, backslash: number): number {
  const hex = text.slice(backslash + 2, backslash + 6);
  if (!/^[0-9a-fA-F]{4}$/.test(hex))
    throw new JsonRefused('malformed_json', 'The body is not JSON: a \\u escape is malformed.');
  return Number.parseInt(hex, 16);
}

function loneSurrogate(): JsonRefused {
  return new JsonRefused('json_unsafe', 'A text contains half of a surrogate pair, which is not a Unicode character.');
}

function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && '0123456789+-.eE'.includes(text[end]!)) end += 1;
  const number = Number(text.slice(start, end));
  if (Math.abs(number) > Number.MAX_SAFE_INTEGER) {
    throw new JsonRefused(
      'json_unsafe',
      'A number is larger than 2^53-1 and would lose digits. Send large numbers and money as text.',
    );
  }
  return end;
}
