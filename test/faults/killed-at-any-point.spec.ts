import { describe, expect, test } from '@jest/globals';
import { PATIENCE_MS, verifyFaults } from '../support/verify-faults.js';

/** Where a crash costs most: approved and not told, on record and not sent, sent and not answered. All others, and any moment: the full spec. */
const POINTS = ['API answered:commit-ticket-changes', 'worker answered:write-intents', 'worker sent:call'];

describe('an approved call runs once, and nothing else runs', () => {
  test(
    'when API and worker are killed around the writes that matter, for every retry class',
    async () => {
      const points = POINTS.flatMap((point) => ['--point', point]);
      const said = await verifyFaults('--only', 'crash-points', ...points);
      expect(said).toContain(`crash points ${POINTS.length} · crashes at a point ${3 * POINTS.length} `);
    },
    PATIENCE_MS,
  );
});
