import { stringify } from 'csv-stringify/sync';
import type { FastifyReply } from 'fastify';

/** Spreadsheets take a file without it for one in the code page of their country. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Rows as RFC 4180 has them. A cell that a spreadsheet would run as a formula gets a leading apostrophe; everything else is byte for
 * byte what it was.
 * @param columns the members of a row, in their order
 */
export function csvRows(columns: readonly string[], rows: readonly unknown[]): string {
  return stringify([...rows], { columns: [...columns], record_delimiter: '\r\n', escape_formulas: true });
}

/** The first line, which names the columns, with the mark in front. */
export function csvHead(columns: readonly string[]): string {
  return BYTE_ORDER_MARK + csvRows(columns, [columns]);
}

/** Answers a header row and these rows, to be kept as a file of this name. */
export function sendCsv(reply: FastifyReply, fileName: string, columns: readonly string[], rows: object[]): void {
  void reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .header('cache-control', 'no-store')
    .send(csvHead(columns) + csvRows(columns, rows));
}
