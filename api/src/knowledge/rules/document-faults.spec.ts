import { describe, expect, test } from '@jest/globals';
import { readDocument } from './document-faults.js';

const row = { id: 'refunds', title: 'Refunds', content: 'In full.' };

describe('a document that is given', () => {
  test('needs no more than id, title and content', () => {
    expect(readDocument(row)).toEqual({ document: { ...row, uri: null, owner: null, reviewBy: null } });
  });

  test.each<[string, unknown, string]>([
    ['no object', [row], 'is no JSON object'],
    [
      'a field that nobody reads',
      { ...row, tilte: 'x' },
      '"tilte" is no field; there are id, title, content, uri, owner, reviewBy',
    ],
    ['no content', { ...row, content: undefined }, 'content is missing'],
    ['a blank title', { ...row, title: ' ' }, 'title is blank'],
    ['an id that no citation could name', { ...row, id: 'a#b' }, 'id is 1 to 120 letters, digits and ._()+-'],
    ['a day that is none', { ...row, reviewBy: '2026-02-30' }, 'reviewBy is a day like 2026-10-01'],
    ['a number for a text', { ...row, owner: 7 }, 'owner is not a text'],
    ['NUL', { ...row, content: 'a\u0000' }, 'content holds NUL or half a character'],
  ])('with %s is refused in a sentence', (_, given, fault) => {
    expect(readDocument(given)).toEqual({ faults: [fault] });
  });
});
