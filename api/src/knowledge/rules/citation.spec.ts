import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { citationOf, readCitation } from './citation.js';

describe('a citation', () => {
  test.each([
    ['kb:refund-policy#3', { documentId: 'refund-policy', version: null, passage: 3 }],
    ['kb:refund-policy@2#3', { documentId: 'refund-policy', version: 2, passage: 3 }],
    ['kb:refunds#late-express', { documentId: 'refunds', version: null, passage: { anchor: 'late-express' } }],
    ['kb:refunds@12#Late-Express', { documentId: 'refunds', version: 12, passage: { anchor: 'late-express' } }],
    ['kb:doc_cards_(general)_001#1', { documentId: 'doc_cards_(general)_001', version: null, passage: 1 }],
    ['kb:guide#환불-정책', { documentId: 'guide', version: null, passage: { anchor: '환불-정책' } }],
  ])('%s is read', (text, read) => {
    expect(readCitation(text)).toEqual(read);
  });

  test.each([
    '',
    'kb:',
    'kb:a',
    'kb:a#',
    'kb:a@0#1',
    'kb:a@x#1',
    'kb:a b#1',
    'kb:../a#1',
    'order:ord_1',
    'kb:a#b c',
    'kb:a#1\u0000',
    ' kb:a#1',
  ])('%j is none', (text) => {
    expect(readCitation(text)).toBeNull();
  });

  test('in its full form is read as what it was made of', () => {
    const number = fc.integer({ min: 1, max: 999_999 });
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._()+-]{0,119}$/),
        number,
        number,
        (documentId, version, passage) => {
          expect(readCitation(citationOf(documentId, version, passage))).toEqual({ documentId, version, passage });
        },
      ),
    );
  });
});
