import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileQueuePolicy, PRIORITIES, QueuePolicyError } from './queue-policy.js';

const targets = { urgent: 60, high: 120, normal: 240, low: 480 };
const policy = (sla_seconds: unknown) => ({ queue_policy: { human_review: { sla_seconds } } });

function pathsOf(document: unknown): string[] {
  try {
    compileQueuePolicy(document);
    return [];
  } catch (error) {
    if (!(error instanceof QueuePolicyError)) throw error;
    return error.issues.map(({ path }) => path.replace('queue_policy.human_review.sla_seconds', 'sla'));
  }
}

describe('a queue policy', () => {
  it('says how soon what waits is to be decided', () => {
    expect(compileQueuePolicy(policy(targets))).toEqual({ slaSeconds: targets, leadsSlaSeconds: null });
    const leads = { urgent: 30, high: 30, normal: 60, low: 60 };
    const both = { queue_policy: { human_review: { sla_seconds: targets }, leads: { sla_seconds: leads } } };
    expect(compileQueuePolicy(both)).toEqual({ slaSeconds: targets, leadsSlaSeconds: leads });
    expect(pathsOf(JSON.parse(readFileSync('config/queue-policy.json', 'utf8')))).toEqual([]);
  });

  it.each<[string, unknown, string[]]>([
    [
      'is no object',
      7,
      ['', 'queue_policy', 'queue_policy.human_review', 'sla', 'sla.urgent', 'sla.high', 'sla.normal', 'sla.low'],
    ],
    ['leaves a priority out', policy({ ...targets, low: undefined }), ['sla.low']],
    ['has a priority too many', policy({ ...targets, whenever: 9_000 }), ['sla.whenever']],
    ['has half a second', policy({ ...targets, high: 90.5 }), ['sla.high']],
    ['gives nobody a chance', policy({ ...targets, urgent: 0 }), ['sla.urgent']],
    ['gives all the time there is', policy({ ...targets, low: 1e9 }), ['sla.low']],
    [
      'has leads without targets, or with wrong ones',
      { queue_policy: { human_review: { sla_seconds: targets }, leads: { sla_seconds: { ...targets, low: 1 } } } },
      ['queue_policy.leads.sla_seconds.low'],
    ],
    ['lets the more pressing wait longer', policy({ ...targets, high: 300 }), ['sla.normal']],
  ])('is refused where it %s', (_, document, paths) => {
    expect(pathsOf(document)).toEqual(paths);
  });

  it('that is taken never lets the more pressing wait longer', () => {
    const seconds = fc.integer({ min: 10, max: 100 });
    fc.assert(
      fc.property(fc.record({ urgent: seconds, high: seconds, normal: seconds, low: seconds }), (written) => {
        const inOrder = PRIORITIES.every((one, at) => at === 0 || written[PRIORITIES[at - 1]!] <= written[one]);
        expect(pathsOf(policy(written)).length === 0).toBe(inOrder);
      }),
    );
  });

  it('takes or refuses any JSON whatever, and breaks on none', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void [value, policy(value)].forEach(pathsOf)));
  });
});
