import { describe, expect, it } from '@jest/globals';
import { revisionChanges } from './revision-changes.js';

const content = (draft: Record<string, unknown>, args: Record<string, unknown> | null, status?: string) => ({
  draft,
  tool: args && 'issue_refund',
  arguments: args,
  observation: status
    ? { asOf: '2026-11-24T06:00:00.000Z', seen: { payment: { watch: { status }, show: { balance: '1' } } } }
    : null,
});

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

  it('names what was seen of the preconditions, then and now', () => {
    expect(revisionChanges(content({}, {}, 'open'), content({}, {}, 'refunded'))).toEqual([
      { path: 'preconditions.payment.status', from: 'open', to: 'refunded' },
    ]);
    expect(revisionChanges(content({}, {}), content({}, {}, 'open'))).toEqual([
      { path: 'preconditions.payment.balance', from: null, to: '1' },
      { path: 'preconditions.payment.status', from: null, to: 'open' },
    ]);
  });

  it('is empty for equal content', () => {
    const same = content({ answer: 'A', citations: ['x'] }, null);
    expect(revisionChanges(same, structuredClone(same))).toEqual([]);
  });
});
