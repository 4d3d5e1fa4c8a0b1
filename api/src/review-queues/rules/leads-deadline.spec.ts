import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { leadsDeadline } from './leads-deadline.js';
import type { QueuePolicy } from './queue-policy.js';

const targets = (seconds: number) => ({ urgent: seconds, high: seconds, normal: seconds, low: seconds });
const policy = (first: number, leads: number | null): QueuePolicy => ({
  slaSeconds: targets(first),
  leadsSlaSeconds: leads === null ? null : targets(leads),
});
const CAME = Date.parse('2026-03-01T12:00:00.000Z');
const at = (seconds: number) => new Date(CAME + seconds * 1000);
const ticket = (slaSeconds: number) => ({ priority: 'normal' as const, slaSeconds, dueAt: at(slaSeconds) });

describe('a ticket that comes to the leads', () => {
  it.each([
    ['has their target from then on', ticket(600), policy(600, 900), 200, 1_100],
    ['is due sooner where they are quicker', ticket(600), policy(600, 60), 200, 260],
    ['keeps its deadline where they have no target', ticket(600), policy(600, null), 200, 600],
    ['stays late where it is', ticket(600), policy(600, 900), 600, 600],
    ['is never due later than both targets together', ticket(1_500), policy(600, 900), 1_400, 1_500],
    ['keeps its deadline where shorter targets are over by now', ticket(9_000), policy(60, 60), 5_000, 9_000],
  ])('%s', (_, before, queues, now, due) => {
    const after = { ...before, ...leadsDeadline(before, queues, at(now)) };
    expect([after.dueAt, after.slaSeconds]).toEqual([at(due), due]);
  });

  it('gains no end of time by going there and back, and is due its target after it came', () => {
    const seconds = fc.integer({ min: 10, max: 10_000 });
    fc.assert(
      fc.property(
        seconds,
        seconds,
        fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 8 }),
        (first, leads, moves) => {
          let now = CAME;
          let head: { dueAt: Date | null; slaSeconds: number | null } = ticket(first);
          for (const ms of moves) {
            now += ms * 100;
            const late = head.dueAt!.getTime() <= now;
            const next = {
              ...head,
              ...leadsDeadline({ ...head, priority: 'normal' }, policy(first, leads), new Date(now)),
            };
            if (late) expect(next).toEqual(head);
            else expect(next.dueAt!.getTime()).toBeGreaterThan(now);
            head = next;
            expect(head.dueAt!.getTime()).toBe(CAME + head.slaSeconds! * 1000);
            expect(head.slaSeconds).toBeLessThanOrEqual(first + leads);
          }
        },
      ),
    );
  });
});
