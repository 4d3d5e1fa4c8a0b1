import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { GROUPS } from './kpi-groups';
import { words } from './kpi-words';

const document = readFileSync(new URL('../../../docs/insights.md', import.meta.url), 'utf8');

test('every figure is defined in the console as in the documentation, word for word', () => {
  const rows = Object.entries(words.names).map(
    ([name, { title, counts, of }]) => `| \`${name}\` | ${title} | ${counts} | ${of} |`,
  );
  expect(rows).toHaveLength(13);
  expect(rows.filter((row) => !document.includes(row))).toEqual([]);
});

test('every figure is in one group, so that none is left off the page', () => {
  expect(Object.values(GROUPS).flat().toSorted()).toEqual(Object.keys(words.names).toSorted());
});
