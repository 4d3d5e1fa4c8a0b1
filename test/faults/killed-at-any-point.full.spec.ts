import { expect, test } from '@jest/globals';
import { PATIENCE_MS, verifyFaults } from '../support/verify-faults.js';

/** Around every write that matters, and the call itself. `npm run verify:faults` takes every point there is. */
const POINTS = [
  'API sent:take-in',
  'API answered:commit-ticket-changes',
  'worker sent:write-intents',
  'worker answered:write-intents',
  'worker sent:call',
  'worker sent:write-outcomes',
];

test(
  'killed around the writes that matter, for every retry class, a call runs once',
  async () => {
    const points = POINTS.flatMap((point) => ['--point', point]);
    const said = await verifyFaults('--only', 'crash-points', ...points);
    expect(said).toContain(`crash points ${POINTS.length} · crashes at a point ${3 * POINTS.length} `);
  },
  PATIENCE_MS,
);

test(
  'killed at forty random moments, a call runs once',
  async () => {
    expect(await verifyFaults('--only', 'random-kills', '--kills', '40')).toContain('random kills 40 ');
  },
  PATIENCE_MS,
);

test(
  'when connections are cut at the COMMIT of transactions, before it is carried out and after: all of it stands or nothing',
  async () => {
    const said = await verifyFaults('--only', 'commits');
    expect(said).toContain('kinds of transactions 17 · COMMITs cut 68 · seals cut 4 ');
  },
  PATIENCE_MS,
);
