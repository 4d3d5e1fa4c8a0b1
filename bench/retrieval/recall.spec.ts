import { expect, test } from '@jest/globals';
import { messagesOf, recallAt } from './recall.js';

const task = {
  user_scenario: {
    instructions: 'You are Ada. You say: "Hello, my card was charged twice, please help." You are calm.',
  },
  required_documents: ['a', 'b'],
};

test('recall counts different documents, once each, up to the cut', () => {
  const found = ['c', 'c', 'a', 'b'].map((documentId) => ({ documentId }));
  expect([1, 2, 3].map((cut) => recallAt(cut, task, found))).toEqual([0, 0.5, 1]);
});

test('the first message is what is quoted', () => {
  expect(messagesOf['first message']!(task)).toBe('Hello, my card was charged twice, please help.');
});
