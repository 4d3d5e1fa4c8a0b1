import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { raceFor } from './batch.js';
import { Ground } from './ground.js';

/** Without these the histories would prove little: what has to have happened somewhere in them. */
const SEEN = [
  ...[
    'approve done',
    'approve already_signed',
    'approve not_allowed_to_sign',
    'approve not_pending',
    'approve expired',
  ],
  ...[
    'approve stale_revision',
    'reject done',
    'reject not_pending',
    'reject stale_revision',
    'revise done',
    'revise expired',
  ],
  ...[
    'revise not_pending',
    'revise stale_revision',
    'claim done',
    'claim claimed_by_other',
    'release done',
    'escalate done',
  ],
  ...[
    'withdraw done',
    'withdraw not_withdrawable',
    'begin done',
    'finish done',
    'sweep done',
    'time done',
    'policy done',
  ],
  ...['revoke done', 'revoke not_revocable', 'revoke stale_revision'],
];

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

test('240 histories of one ticket in two processes: all of them could have happened one thing after the other', async () => {
  const { failures, answers } = await raceFor(await Ground.over(installation), 1, 240);
  expect(failures.join('\n\n')).toBe('');
  expect(SEEN.filter((answer) => !answers.has(answer))).toEqual([]);
}, 240_000);
