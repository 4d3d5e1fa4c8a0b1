/**
 * JSON text that goes into an answer exactly as it was sent to us. A parsed object would not do:
 * JavaScript moves integer-like keys to the front, and `1.0` becomes `1`.
 */
export class RawJson {
  constructor(readonly text: string) {}
}

const MARK = '\u0000raw:';

/** `JSON.stringify` that splices `RawJson` texts in. NUL never occurs in stored text, so the mark is unambiguous. */
export function stringifyWithRaw(value: unknown): string {
  const raws: string[] = [];
  const text = JSON.stringify(value, (_key, entry: unknown) =>
    entry instanceof RawJson ? `${MARK}${raws.push(entry.text) - 1}` : entry,
  );
  return raws.length === 0 ? text : text.replace(/"\\u0000raw:(\d+)"/g, (_, n: string) => raws[Number(n)]!);
}
