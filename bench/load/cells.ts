import type { Floor } from '../floor/sample.js';
import type { Access } from '../ground/furnish.js';
import type { ClosedLoop } from './closed-loop.js';
import type { Latencies } from './latencies.js';

/** What the load client can be told to do. One cell is one number of clients doing one thing for some seconds. */
export type Cell = ClosedLoop &
  (
    | { kind: 'intake'; url: string; access: Access }
    | { kind: 'cycle'; url: string; access: Access; databaseUrl: string }
    | { kind: 'floor'; databaseUrl: string; floor: Floor }
  );

export interface Measured {
  /** Within the seconds that counted. */
  done: number;
  seconds: number;
  /** Every step's latencies in milliseconds, unsorted. */
  latencies: Record<string, number[]>;
}

/** What the turns of one cell come to. */
export interface Result {
  perSecond: number;
  latencies: Record<string, Latencies>;
}
