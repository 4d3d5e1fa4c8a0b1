import { describe, expect, it } from '@jest/globals';
import { readEvent, sameEvent, type ToldEvent, type UserEvent } from './user-event.js';

const born = new Date('2026-10-01T12:00:00Z');
const now = new Date('2026-10-01T13:00:00Z');
const read = (told: Partial<ToldEvent>) => readEvent({ type: 'shown', ...told }, now, born, 'given');

describe('an event as an agent tells of it', () => {
  it('happened when it came in, and is called as it is given, unless it says so itself', () => {
    expect(read({})).toEqual({ id: 'given', type: 'shown', at: now, citation: null, text: null });
    const at = '2026-10-01T14:30:00+02:00';
    expect(read({ id: 'e-1', at })).toMatchObject({ id: 'e-1', at: new Date('2026-10-01T12:30:00Z') });
  });

  it.each([
    ['2026-10-01T13:05:00Z', null],
    ['2026-10-01T13:05:01Z', 'lies in the future'],
    ['2026-10-01T11:55:00Z', null],
    ['2026-10-01T11:54:59Z', 'lies before the proposal was made'],
  ])('at %s: %s', (at, message) => {
    expect(read({ at })).toMatchObject(message ? { field: 'at', message } : { at: new Date(at) });
  });

  it('names a citation only where one was opened', () => {
    expect(read({ citation: 'kb:1' })).toEqual({ field: 'citation', message: 'goes with opened_citation only' });
    expect(read({ type: 'opened_citation', citation: 'kb:1' })).toMatchObject({ citation: 'kb:1' });
  });
});

describe('the same event told twice', () => {
  const event = read({ type: 'complained', text: 'Too late' }) as UserEvent;

  it('is known by what it says, and by its time where that was said', () => {
    expect(sameEvent(event, { ...event }, true)).toBe(true);
    expect(sameEvent(event, { ...event, at: born }, false)).toBe(true);
    expect(sameEvent(event, { ...event, at: born }, true)).toBe(false);
  });

  it.each([{ type: 'resolved' as const }, { text: 'Other words' }, { text: null }, { citation: 'kb:1' }])(
    'is another one with %p',
    (change) => {
      expect(sameEvent(event, { ...event, ...change }, true)).toBe(false);
    },
  );
});
