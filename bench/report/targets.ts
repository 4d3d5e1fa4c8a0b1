import type { Results } from './results.js';
import { number } from './table.js';

export interface Target {
  what: string;
  wanted: string;
  measured: string;
  reached: boolean;
}

/** What is to be reached, as ratios within one run wherever a machine's speed would decide. */
export function targets(results: Results): Target[] {
  return [
    ...cycleTargets(results),
    ...sealingTargets(results),
    evaluatorTarget(results),
    ...pageTargets(results),
    ...memoryTargets(results),
    ...exportTargets(results),
  ];
}

function cycleTargets({ throughput }: Results): Target[] {
  return throughput
    .filter(({ concurrency }) => concurrency > 1)
    .map(({ layout, concurrency, ratio }) => ({
      what: `whole cycle, ${layout}, ${concurrency} clients`,
      wanted: '≥ 0.5 of the floor',
      measured: number(ratio),
      reached: ratio >= 0.5,
    }));
}

function sealingTargets({ sealing }: Results): Target[] {
  return sealing.flatMap(({ concurrency, cost, lag }) => [
    {
      what: `cost of sealing, ${concurrency} clients`,
      wanted: '< 10 %',
      measured: `${number(cost * 100)} %`,
      reached: cost < 0.1,
    },
    {
      what: `seal lag p99, ${concurrency} clients`,
      wanted: '≤ 1 s',
      measured: `${number(lag.p99 / 1000)} s`,
      reached: lag.p99 <= 1000,
    },
  ]);
}

function evaluatorTarget({ decisionsPerSecond }: Results): Target {
  return {
    what: 'evaluator with full explanation',
    wanted: '≥ 2 million/s',
    measured: `${number(decisionsPerSecond / 1e6)} million/s`,
    reached: decisionsPerSecond >= 2e6,
  };
}

function pageTargets({ pages }: Results): Target[] {
  return pages.map(({ name, ratio }) => ({
    what: `${name}: p50, large to small`,
    wanted: '≤ 2',
    measured: number(ratio),
    reached: ratio <= 2,
  }));
}

function memoryTargets({ memory }: Results): Target[] {
  return memory
    .filter(({ name, megabytes }) => name.startsWith('API') && megabytes !== null)
    .map(({ name, megabytes }) => ({
      what: `memory of the ${name}`,
      wanted: '≤ 250 MB',
      measured: `${number(megabytes!)} MB`,
      reached: megabytes! <= 250,
    }));
}

function exportTargets({ exports, archives }: Results): Target[] {
  return exports
    .filter(({ megabytes }) => megabytes !== null)
    .map(({ format, megabytes }) => ({
      what: `memory of the API, exporting the log of ${archives.large.toLocaleString('en-GB')} tickets as ${format}`,
      wanted: '≤ 300 MB',
      measured: `${number(megabytes!)} MB`,
      reached: megabytes! <= 300,
    }));
}
