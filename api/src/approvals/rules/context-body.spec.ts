import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { broughtDraft, contextBody, isSameContext } from './context-body.js';

const evidence = fc.array(fc.record({ id: fc.string(), excerpt: fc.string() }), { maxLength: 3 });
const said = fc.record(
  {
    text: fc.string({ minLength: 1 }),
    conversation: fc.array(fc.record({ role: fc.constant('user'), content: fc.string() }), { maxLength: 3 }),
    evidence,
  },
  { requiredKeys: ['text'] },
);

describe('what is kept of a context', () => {
  test('is known again when it is sent again, whatever was found for it', () => {
    fc.assert(
      fc.property(said, fc.option(evidence), (sent, found) => {
        expect(isSameContext(contextBody(sent, false, found), sent, false)).toBe(true);
      }),
    );
  });

  test('is another when anything of it is, also when it brings a draft', () => {
    fc.assert(
      fc.property(said, said, fc.boolean(), fc.boolean(), fc.option(evidence), (one, other, first, second, found) => {
        const isSame = isSameContext(contextBody(one, first, first ? null : found), other, second);
        const plain = ({ text, conversation, evidence: given = [] }: typeof one) =>
          JSON.stringify([text, conversation, given]);
        expect(isSame).toBe(plain(one) === plain(other) && first === second);
      }),
    );
  });

  test('says whose the draft is', () => {
    const [plain, own, ours] = [
      contextBody({ text: 'Friday' }, false, null),
      contextBody({ text: 'Friday' }, true, null),
      contextBody({ text: 'Friday' }, false, []),
    ];
    expect(JSON.parse(plain)).toEqual({ text: 'Friday' });
    expect([broughtDraft([plain, ours]), broughtDraft([plain, own, ours])]).toEqual([false, true]);
  });
});
