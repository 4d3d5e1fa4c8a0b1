import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Registry, register } from 'prom-client';

/** What has been read counts for this long, so that asking often costs no more than asking now and then. */
const FRESH_MS = 1_000;

/** What is not read by then is left out: whoever asks is not kept waiting for a database that hangs. */
const PATIENCE_MS = 2_000;

/** Names of gauges to what each means. */
export type Meanings<Name extends string> = Readonly<Record<Name, string>>;

interface Source {
  meanings: Meanings<string>;
  read: () => Promise<Readonly<Record<string, number>>>;
}

/** What this process says of itself as Prometheus text, and the gauges that stages have of the installation. */
@Injectable()
export class Metrics {
  readonly contentType = register.contentType;
  /** Of what happens in this process alone: counters and histograms that stages add to. */
  readonly ofProcess = new Registry();
  private readonly sources: Source[] = [];
  private latest: { at: number; text: Promise<string> } | undefined;

  constructor() {
    if (!register.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics();
  }

  /** Adds gauges that are read together, at most once a second, and left out when that fails. */
  add<Name extends string>(meanings: Meanings<Name>, read: () => Promise<Readonly<Record<Name, number>>>): void {
    this.sources.push({ meanings, read });
  }

  async text(): Promise<string> {
    const [process, counted, gauges] = await Promise.all([register.metrics(), this.ofProcess.metrics(), this.gauges()]);
    return `${process}${counted}\n${gauges}`;
  }

  private gauges(): Promise<string> {
    const now = performance.now();
    if (this.latest === undefined || now - this.latest.at > FRESH_MS) {
      this.latest = { at: now, text: this.look() };
    }
    return this.latest.text;
  }

  private async look(): Promise<string> {
    const registry = new Registry();
    await Promise.all(
      this.sources.map(async ({ meanings, read }) => {
        const values = await inTime(read());
        for (const [name, help] of Object.entries(meanings)) {
          const value = values?.[name];
          if (value !== undefined) new Gauge({ name, help, registers: [registry] }).set(value);
        }
      }),
    );
    return registry.metrics();
  }
}

/** @returns undefined for what fails or takes too long */
async function inTime<T>(reading: Promise<T>): Promise<T | undefined> {
  const over = new AbortController();
  const late = sleep(PATIENCE_MS, undefined, { signal: over.signal }).catch(() => undefined);
  try {
    return await Promise.race([reading, late]);
  } catch {
    return undefined;
  } finally {
    over.abort();
  }
}
