import { describe, expect, it } from '@jest/globals';
import { revisionChanges } from './revision-changes.js';

const content = (draft: Record<string, unknown>, args: Record<string, unknown> | null) => ({ draft, arguments: args });

describe('what an edit changed', () => {
  it('names each field with its old and new value', () => {
    const before = content({ answer: 'A' }, { amount_minor: '62440', currency: 'EUR' });
    const after = content({ answer: 'A' }, { amount_minor: '61240', currency: 'EUR' });
    expect(revisionChanges(before, after)).toEqual([{ path: 'arguments.amount_minor', from: '62440', to: '61240' }]);
  });

  it('says null for what came or went', () => {
    expect(revisionChanges(content({}, { note: 'x' }), content({ answer: 'B' }, {}))).toEqual([
      { path: 'draft.answer', from: null, to: 'B' },
      { path: 'arguments.note', from: 'x', to: null },
    ]);
  });

  it('is empty for equal content', () => {
    const same = content({ answer: 'A', citations: ['x'] }, null);
    expect(revisionChanges(same, structuredClone(same))).toEqual([]);
  });
});
