import { takeSample } from './floor/sample.js';
import type { Access } from './ground/furnish.js';
import type { Layout } from './ground/layout.js';
import type { Cell, Measured, Result } from './load/cells.js';
import { type LoadClient, resultOf } from './load/load-client.js';
import type { Options } from './options.js';

/** One number of clients: what the product did, and what the floor did between the product's turns. */
export interface Throughput {
  layout: string;
  concurrency: number;
  intake: Result | null;
  cycle: Result;
  floor: Result;
  /** Cycles of the product for each cycle of the floor. */
  ratio: number;
}

export interface ThroughputParts {
  layout: Layout;
  access: Access;
  floorUrl: string;
  load: LoadClient;
  options: Options;
  /** Whether intake is measured alone, too. */
  withIntake: boolean;
  say: (line: string) => void;
}

/** Measures one layout at every number of clients; product and floor take turns, so that noise meets both. */
export async function measureThroughput(parts: ThroughputParts): Promise<Throughput[]> {
  const { layout, access, floorUrl, load, options, say } = parts;
  const loop = (concurrency: number, seconds: number) => ({
    concurrency,
    seconds,
    warmUpSeconds: options.warmUpSeconds,
  });
  const product = { url: layout.url, access, databaseUrl: layout.databaseUrl };
  await load.measure({ kind: 'cycle', ...product, ...loop(16, options.turnSeconds) });
  const floor = await takeSample(layout.databaseUrl);

  const results: Throughput[] = [];
  for (const concurrency of options.concurrency) {
    const turn = loop(concurrency, options.turnSeconds);
    const intakeCell: Cell = { kind: 'intake', ...product, ...turn };
    const cycleCell: Cell = { kind: 'cycle', ...product, ...turn };
    const floorCell: Cell = { kind: 'floor', databaseUrl: floorUrl, floor, ...turn };
    const turns = { intake: [] as Measured[], cycle: [] as Measured[], floor: [] as Measured[] };
    for (let n = 0; n < options.turns; n += 1) {
      turns.cycle.push(await load.measure(cycleCell));
      turns.floor.push(await load.measure(floorCell));
      if (parts.withIntake) turns.intake.push(await load.measure(intakeCell));
    }
    const cycle = resultOf(turns.cycle);
    const least = resultOf(turns.floor);
    const ratio = cycle.perSecond / least.perSecond;
    const intake = parts.withIntake ? resultOf(turns.intake) : null;
    results.push({ layout: layout.name, concurrency, intake, cycle, floor: least, ratio });
    say(
      `${layout.name}, ${concurrency} clients: ${cycle.perSecond.toFixed(0)} cycles/s, ${ratio.toFixed(2)} of the floor`,
    );
  }
  return results;
}
