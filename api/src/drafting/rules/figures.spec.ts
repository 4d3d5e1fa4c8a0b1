import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { costOf, mostOf } from './budget.js';
import { confidenceOf } from './confidence.js';
import { type Prompt, promptFaults } from './prompt.js';

const price = { model: 'm', inputMicros: 400_000, outputMicros: 1_600_000 };

describe('what a call costs', () => {
  test('is counted in whole millionths of a dollar, rounded up', () => {
    expect(costOf({ input: 300, output: 40 }, price)).toBe(184n);
    expect(costOf({ input: 1, output: 0 }, price)).toBe(1n);
    expect(costOf({ input: 0, output: 0 }, price)).toBe(0n);
  });

  test('is never more than what is reserved for it', () => {
    const count = fc.nat({ max: 100_000 });
    fc.assert(
      fc.property(count, count, count, count, (bytes, most, input, output) => {
        const used = { input: Math.min(input, bytes), output: Math.min(output, most) };
        const reserved = mostOf(bytes, most, price);
        expect(costOf(used, price) <= reserved.costMicros).toBe(true);
        expect(used.input + used.output).toBeLessThanOrEqual(reserved.tokens);
      }),
    );
  });
});

describe('the confidence of a model’s draft', () => {
  test('is the lower of what it says and what its tokens say', () => {
    expect(confidenceOf({ verbal: 0.9, logprobs: [Math.log(0.5), Math.log(0.5)] })).toBe(0.5);
    expect(confidenceOf({ verbal: 0.4, logprobs: [0, 0] })).toBe(0.4);
    expect(confidenceOf({ verbal: 0.9, logprobs: null })).toBe(0.9);
    expect(confidenceOf({ verbal: null, logprobs: null })).toBeNull();
  });

  test('never rises when the model says less, and never leaves 0 to 1', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const logprobs = fc.option(fc.array(fc.double({ min: -50, max: 0, noNaN: true })));
    fc.assert(
      fc.property(share, share, logprobs, (a, b, tokens) => {
        const sure = (verbal: number) => confidenceOf({ verbal, logprobs: tokens })!;
        expect(sure(Math.min(a, b))).toBeLessThanOrEqual(sure(Math.max(a, b)));
        expect(sure(a)).toBeGreaterThanOrEqual(0);
        expect(sure(a)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

test('a prompt names the price of each of its models, once, and another fallback than the model', () => {
  const prompt: Prompt = {
    instructions: 'x',
    model: 'm',
    fallbackModel: null,
    maxOutputTokens: 16,
    logprobs: true,
    prices: [price],
  };
  expect(promptFaults(prompt)).toEqual([]);
  expect(promptFaults({ ...prompt, fallbackModel: 'n' }).map(({ path }) => path)).toEqual(['fallbackModel']);
  expect(promptFaults({ ...prompt, fallbackModel: 'm' }).map(({ path }) => path)).toEqual(['fallbackModel']);
  expect(promptFaults({ ...prompt, prices: [price, price] }).map(({ path }) => path)).toEqual(['prices']);
});
