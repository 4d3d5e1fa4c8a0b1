import type { ExportResult } from '../archive/measure-export.js';
import type { PageResult } from '../archive/measure-pages.js';
import type { Memory } from '../ground/memory.js';
import type { Sealing } from '../sealing.js';
import type { StartUp } from '../start-up.js';
import type { Throughput } from '../throughput.js';

/** Everything that one run measured. */
export interface Results {
  at: Date;
  machine: { cores: number; processor: string; node: string; postgres: string; system: string };
  throughput: Throughput[];
  /** Layouts that were left out, and why. */
  skipped: string[];
  sealing: Sealing[];
  decisionsPerSecond: number;
  archives: { small: number; large: number };
  pages: PageResult[];
  exports: ExportResult[];
  memory: Memory[];
  startUp: StartUp;
  /** How long the whole run took, in minutes. */
  minutes: number;
}
