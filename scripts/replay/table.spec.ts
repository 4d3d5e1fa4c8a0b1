import { describe, expect, it } from '@jest/globals';
import type { RecordedProposal } from './recording.js';
import type { Reply } from './sender.js';
import { renderTally } from './table.js';
import { Tally } from './tally.js';

const row = (domain: string, modelName: string): RecordedProposal => ({
  id: 'c#1.0',
  domain,
  modelName,
  conversationId: 'c',
  uptoMessage: 1,
  userRequest: 'Hello',
  toolCallText: '{}',
});
const answered = (status: number, body: object, ms = 10): Reply => ({
  kind: 'answered',
  status,
  body: { ...body },
  ms,
});
const taken = (state: string, ...flags: string[]): Reply => answered(201, { ticket: { state, flags } });

describe('the table at the end', () => {
  it('sorts every reply into one place, by domain and model', () => {
    const tally = new Tally();
    tally.add(row('retail', 'm1'), taken('pending_review'));
    tally.add(row('retail', 'm1'), taken('pending_review', 'tool_unregistered', 'duplicate'));
    tally.add(row('retail', 'm2'), taken('auto_allowed'));
    tally.add(row('banking', 'm1'), taken('blocked'));
    tally.add(row('banking', 'm1'), taken('approved'));
    tally.add(row('banking', 'm1'), answered(422, { code: 'arguments_invalid' }));
    tally.add(row('banking', 'm1'), answered(500, {}, 200));
    tally.add(row('banking', 'm1'), answered(401, { code: 'key_unknown' }));
    tally.add(row('banking', 'm1'), { kind: 'unsent', why: 'ECONNREFUSED' });
    tally.add(row('banking', 'm1'), { kind: 'stopped' });

    expect(renderTally(tally, 12, 2)).toBe(`8 of 12 proposals answered in 2.0 s, 4/s. Latency p50 10.0 ms, p95 200.0 ms.

taken in                  5
  auto-allowed            1
  to review               2
  blocked                 1
  in another state        1
duplicates flagged        1
refused                   1
  422 arguments_invalid   1
failed                    3
  401 key_unknown         1
  500 without a code      1
  not sent: ECONNREFUSED  1
conversations shortened   0

domain, model  taken in  auto-allowed  to review  blocked  duplicates  refused
banking, m1           2             0          0        1           0        1
retail, m1            2             0          2        0           1        0
retail, m2            1             1          0        0           0        0
`);
  });

  it('can be printed before anything was answered', () => {
    expect(renderTally(new Tally(), 3, 0)).toMatch(
      /^0 of 3 proposals answered in 0.0 s, 0\/s. Latency p50 -, p95 -.\n/,
    );
  });
});
