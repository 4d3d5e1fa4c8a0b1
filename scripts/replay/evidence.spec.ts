import { describe, expect, it } from '@jest/globals';
import { toEvidence } from './evidence.js';
import type { RecordedMessage } from './recording.js';

const calls = (...names: string[]): RecordedMessage => ({
  role: 'assistant',
  content: null,
  toolCalls: names.map((name) => ({ id: `call of ${name}`, name, arguments: {} })),
});
const result = (content: string | null, toolCallId: string | null): RecordedMessage => ({
  role: 'tool',
  content,
  toolCallId,
});

describe('toEvidence', () => {
  it('names the tool of each result by its call id, or else by its place', () => {
    const named = [calls('find', 'read'), result('two', 'call of read'), result('one', 'call of find')];
    expect(toEvidence(named)).toEqual([
      { id: 'message:1', title: 'Result of read', excerpt: 'two' },
      { id: 'message:2', title: 'Result of find', excerpt: 'one' },
    ]);
    const unnamed = [calls('find', 'read'), result('one', null), result('two', null)];
    expect(toEvidence(unnamed).map(({ title }) => title)).toEqual(['Result of find', 'Result of read']);
  });

  it('is the five newest results that say something', () => {
    const context = [calls('find'), ...[1, 2, 3, 4, 5, 6].map((n) => result(`${n}`, null)), result(null, null)];
    expect(toEvidence(context).map(({ excerpt }) => excerpt)).toEqual(['2', '3', '4', '5', '6']);
  });

  it('cuts long results between characters', () => {
    const [source] = toEvidence([calls('read'), result(`${'x'.repeat(1_999)}🪑🪑`, null)]);
    expect(source?.excerpt).toBe('x'.repeat(1_999));
  });
});
