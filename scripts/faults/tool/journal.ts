import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/** Something that really happened at the tool: money moved. */
export interface Effect {
  kind: 'effect';
  executionId: string;
  ticketId: string;
  revision: number;
  tool: string;
  /** The arguments exactly as they came, byte for byte. */
  argumentsText: string;
}

/** A call that came in. */
export interface Call {
  kind: 'call';
  method: string;
  executionId: string;
  fate: string;
  /** Whether its Standard Webhooks signature was right. One that is not is refused. */
  verified: boolean;
}

/** `at` is the tool's own time, ISO 8601, for those who look into a finding. */
export type JournalLine = (Effect | Call) & { at?: string };

/** The ground truth of a run: what the tool did, on disk before anybody is told. */
export class Journal {
  private readonly file: number;

  constructor(path: string) {
    this.file = openSync(path, 'a', 0o600);
  }

  /** Durable by the time this returns. */
  write(line: JournalLine): void {
    writeSync(this.file, `${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
    fsyncSync(this.file);
  }

  close(): void {
    closeSync(this.file);
  }
}

/** @returns the whole lines; a last one that a crash cut short happened to nobody */
export function readJournal(path: string): JournalLine[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.slice(0, -1).map((line) => JSON.parse(line) as JournalLine);
}
