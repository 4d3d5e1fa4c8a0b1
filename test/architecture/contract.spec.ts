import { expect, test } from '@jest/globals';
import { causesTable, combinationsTable, rowsTable } from '../support/contract-page.js';
import { textOf } from './source-tree.js';

test.each([
  ['combinations', combinationsTable],
  ['causes', causesTable],
  ['rows', rowsTable],
])('docs/contract.md shows the %s that the code has', (_name, table) => {
  expect(textOf('docs/contract.md')).toContain(`\n${table()}\n`);
});
