import { expect, test } from '@jest/globals';
import { letterPairs } from './letter-pairs.js';

test('words with different particles share pairs of letters', () => {
  expect(letterPairs('환불은 안')).toEqual(['환불', '불은']);
  expect(letterPairs('환불이')).toContain('환불');
  expect(letterPairs('返金は plain words')).toEqual(['返金', '金は']);
  expect(letterPairs('English only 1')).toEqual([]);
});
