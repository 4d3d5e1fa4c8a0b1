import { stringify } from 'csv-stringify/sync';
import type { FastifyReply } from 'fastify';

/** Spreadsheets take a file without it for one in the code page of their country. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Answers RFC 4180 with a header row, to be kept as a file of this name. A cell that a spreadsheet would run as a formula
 * gets a leading apostrophe.
 */
export function sendCsv(reply: FastifyReply, fileName: string, columns: readonly string[], rows: object[]): void {
  const text = stringify(rows, {
    header: true,
    columns: [...columns],
    record_delimiter: '\r\n',
    escape_formulas: true,
  });
  void reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .header('cache-control', 'no-store')
    .send(BYTE_ORDER_MARK + text);
}
