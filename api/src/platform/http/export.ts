import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { csvHead, csvRows } from './csv.js';

/** The formats that what is found can be taken away in, and their media types. */
export const EXPORT_FORMATS = { csv: 'text/csv', jsonl: 'application/x-ndjson' } as const;

export type ExportFormat = keyof typeof EXPORT_FORMATS;

export const isExportFormat = (text: string): text is ExportFormat => Object.hasOwn(EXPORT_FORMATS, text);

/** What is exported: bunches of items, and how each is written. */
export interface Exported<T> {
  /** The file's name begins with it. */
  name: string;
  format: ExportFormat;
  bunches: AsyncIterable<T[]>;
  /** An item as one JSON text without line breaks. */
  line: (item: T) => string;
  columns: readonly string[];
  /** An item as a row of these columns; null where a table has no place for it. */
  row: (item: T) => object | null;
}

/**
 * Answers a file, bunch by bunch as fast as it is read: whoever hangs up ends the generator, and with it the reading; whoever reads
 * slowly slows it down.
 */
export function sendExport<T>(request: FastifyRequest, reply: FastifyReply, exported: Exported<T>): void {
  const { name, format } = exported;
  const day = new Date().toISOString().slice(0, 10);
  void reply
    .header('content-type', `${EXPORT_FORMATS[format]}; charset=utf-8`)
    .header('content-disposition', `attachment; filename="countersign-${name}-${day}.${format}"`)
    .header('cache-control', 'no-store')
    .send(request.method === 'HEAD' ? null : Readable.from(format === 'csv' ? asCsv(exported) : asJsonLines(exported)));
}

async function* asJsonLines<T>({ bunches, line }: Exported<T>): AsyncGenerator<string> {
  for await (const items of bunches) yield items.map((item) => `${line(item)}\n`).join('');
}

async function* asCsv<T>({ bunches, columns, row }: Exported<T>): AsyncGenerator<string> {
  yield csvHead(columns);
  for await (const items of bunches)
    yield csvRows(
      columns,
      items.flatMap((item) => row(item) ?? []),
    );
}
