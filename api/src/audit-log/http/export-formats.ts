import { csvHead, csvRows } from '../../platform/http/csv.js';
import type { ExportLine } from '../rules/export-line.js';

export const FORMATS = {
  jsonl: { type: 'application/x-ndjson' },
  csv: { type: 'text/csv' },
} as const;

export type Format = keyof typeof FORMATS;

const COLUMNS = ['seq', 'id', 'at', 'actor', 'action', 'subject', 'hash', 'leaf', 'canonical'];

/** One JSON text a line. */
export async function* asJsonLines(bunches: AsyncIterable<ExportLine[]>): AsyncGenerator<string> {
  for await (const lines of bunches) yield lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** A header row and the entries only. */
export async function* asCsv(bunches: AsyncIterable<ExportLine[]>): AsyncGenerator<string> {
  yield csvHead(COLUMNS);
  for await (const lines of bunches)
    yield csvRows(
      COLUMNS,
      lines.filter(({ type }) => type === 'entry'),
    );
}
