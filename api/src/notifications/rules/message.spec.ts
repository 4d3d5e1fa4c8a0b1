import { describe, expect, it } from '@jest/globals';
import { bodyOf, EVENTS, type Happening, textOf, waitAfter } from './message.js';

const breach: Happening = {
  event: 'ticket.breached',
  what: 'T-7',
  ticketId: 'abc',
  changeId: null,
  at: '2026-11-24T10:00:00.000Z',
  dueAt: '2026-11-24T09:59:00.000Z',
};

describe('what a channel is told', () => {
  it('is one sentence with a link to the ticket', () => {
    expect(textOf(breach, 'https://countersign.example/')).toBe(
      'T-7 was not decided in time: https://countersign.example/tickets/abc',
    );
    expect(textOf(breach, null)).toBe('T-7 was not decided in time.');
  });

  it('leads to the very change', () => {
    const filed: Happening = { ...breach, event: 'change.filed', what: 'C-3', ticketId: null, changeId: 'def' };
    expect(textOf(filed, 'https://countersign.example')).toMatch(/: https:\/\/countersign\.example\/changes\/def$/);
  });

  it('names everything where everything is stopped', () => {
    const stop: Happening = { ...breach, event: 'kill_switch.stopped', what: null, ticketId: null };
    expect(textOf(stop, 'https://countersign.example')).toBe(
      'Every tool was stopped: https://countersign.example/tools',
    );
  });

  it.each(EVENTS)('has words for %s', (event) => {
    expect(textOf({ ...breach, event }, null)).toMatch(/^\p{Lu}.{10,}\.$/u);
  });

  it('is what Slack takes, or what says what it is', () => {
    expect(JSON.parse(bodyOf(breach, 'slack', null))).toEqual({ text: 'T-7 was not decided in time.' });
    expect(JSON.parse(bodyOf(breach, 'standard', null))).toEqual({
      type: 'ticket.breached',
      timestamp: breach.at,
      data: { what: 'T-7', ticketId: 'abc', text: 'T-7 was not decided in time.' },
    });
  });
});

describe('how often it is tried', () => {
  it('is ever more seldom, and not for ever', () => {
    const waits = Array.from({ length: 8 }, (_, n) => waitAfter(n + 1)!);
    expect([...waits].sort((one, other) => one - other)).toEqual(waits);
    expect(waitAfter(9)).toBeNull();
  });
});
