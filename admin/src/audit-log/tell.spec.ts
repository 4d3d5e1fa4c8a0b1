import { expect, test } from '@jest/globals';
import { entryWords } from './entry-words';
import { actionTitle, knownActions } from './tell';

test('every action that there are words for has its look, and can be searched by', () => {
  expect([...knownActions].sort()).toEqual(Object.keys(entryWords.actions).sort());
});

test('no two actions are offered under one name', () => {
  const titles = knownActions.map(actionTitle);
  expect(titles.filter((title, n) => titles.indexOf(title) < n)).toEqual([]);
});
