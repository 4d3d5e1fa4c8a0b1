import { expect, test } from '@jest/globals';
import type { AuditEntry } from '../api-types';
import { entryWords } from './entry-words';
import { actionTitle, knownActions, tell } from './tell';

test('every action that there are words for has its look, and can be searched by', () => {
  expect([...knownActions].sort()).toEqual(Object.keys(entryWords.actions).sort());
});

test('no two actions are offered under one name', () => {
  const titles = knownActions.map(actionTitle);
  expect(titles.filter((title, n) => titles.indexOf(title) < n)).toEqual([]);
});

test.each([
  ['ticket.rejected', { reason: 'wrong_customer' }, 'words for wrong_customer'],
  ['sign_off.given', { verdict: 'approve', role: 'operator', revision: 1, reason: null }, 'operator; revision 1'],
  ['execution.failed', { reason: 'wrong_customer' }, 'wrong_customer'],
])('%s tells a code that people have words for in these words, and nothing else', (action, payload, detail) => {
  const entry = { action, payload, actor: { type: 'system', name: null } } as unknown as AuditEntry;
  expect(tell(entry, (code) => `words for ${code}`).detail).toBe(detail);
});
