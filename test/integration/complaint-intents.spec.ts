import { describe, expect, test } from '@jest/globals';
import { agreementOf } from '../../bench/clusters/agreement.js';
import { halfOf, measure } from '../../bench/clusters/intents.js';
import { describeWithOutsideData } from '../support/outside-data.js';

describe('agreement with what people gave', () => {
  test('is whole for the same division by other names, and none where groups say nothing', () => {
    expect(agreementOf(['1', '1', '2', '2'], ['a', 'a', 'b', 'b'])).toEqual({ groups: 2, purity: 1, nmi: 1 });
    const nothing = agreementOf(['1', '2', '1', '2'], ['a', 'a', 'b', 'b']);
    expect(nothing.purity).toBe(0.5);
    expect(nothing.nmi).toBeCloseTo(0, 12);
  });

  test('is what counting by hand gives', () => {
    // Three of group 1 (a, a, b) and one of group 2 (b): H = 0.5623, 0.6931; I = 0.2158.
    const { purity, nmi } = agreementOf(['1', '1', '1', '2'], ['a', 'a', 'b', 'b']);
    expect(purity).toBe(0.75);
    expect(nmi).toBeCloseTo(0.2158 / ((0.5623 + Math.LN2) / 2), 3);
  });
});

describeWithOutsideData('banking77/train.csv', 'complaints of real customers', (path) => {
  test('are grouped far better than chance, and as well as by k-means that knows how many intents there are', () => {
    const [clusters, , told, chance] = measure(halfOf(path, 'reported'));
    expect(clusters!.covered).toBeGreaterThan(0.85);
    expect(clusters!.nmi).toBeGreaterThan(chance!.nmi + 0.3);
    expect(clusters!.nmi).toBeGreaterThan(told!.nmi - 0.02);
    expect(clusters!.purity).toBeGreaterThan(told!.purity - 0.02);
  });
});
