import { REASON_OF } from '../../api/src/intake/rules/causes.js';
import { CONTRACT_ROWS, type ContractRow } from '../../api/src/intake/rules/contract-rows.js';
import { CAUSES, GROUNDS, PLACES, rowOf } from '../../api/src/intake/rules/contract-table.js';
import { SENTENCES } from '../../api/src/intake/rules/sentences.js';

const code = (text: string | null) => (text === null ? '' : `\`${text}\``);
const line = (...cells: string[]) => `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |').replaceAll('|  |', '| |');

/** Which row every combination has, as docs/contract.md shows it: one line for each place and row. */
export function combinationsTable(): string {
  const lines = PLACES.flatMap((place) => {
    const all = CAUSES.flatMap((cause) =>
      GROUNDS.map((ground) => ({ cause, ground, row: rowOf(place, cause, ground) })),
    );
    return [...new Set(all.map(({ row }) => row))].map((row) => {
      const of = all.filter((one) => one.row === row);
      const causes = [...new Set(of.map(({ cause }) => cause))];
      const grounds = [...new Set(of.map(({ ground }) => ground))];
      return line(
        code(place),
        causes.length === CAUSES.length ? 'any' : causes.map(code).join(' '),
        grounds.length === GROUNDS.length ? 'any' : grounds.map(code).join(' '),
        code(row),
      );
    });
  });
  return [line('place', 'cause', 'ground', 'row'), '|---|---|---|---|', ...lines].join('\n');
}

/** What each row says. */
export function rowsTable(): string {
  const lines = (Object.keys(CONTRACT_ROWS) as ContractRow[]).map((row) => {
    const { status, reasonCode, nextAction } = CONTRACT_ROWS[row];
    return line(code(row), code(status), code(reasonCode), code(nextAction), SENTENCES.en[row], SENTENCES.ko[row]);
  });
  const head = line('row', '`status`', '`reasonCode`', '`nextAction`', 'English', '한국어');
  return [head, '|---|---|---|---|---|---|', ...lines].join('\n');
}

/** The reason of each cause, in their order. */
export function causesTable(): string {
  const lines = CAUSES.map((cause) => line(code(cause), code(REASON_OF[cause])));
  return [line('cause', '`reasonCode`'), '|---|---|', ...lines].join('\n');
}
