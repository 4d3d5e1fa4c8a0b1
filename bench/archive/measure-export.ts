import { request } from 'undici';
import type { Access } from '../ground/furnish.js';
import { residentMemory } from '../ground/memory.js';
import type { Archive } from './archive.js';

/** One export of a whole log, from the request to its last byte. */
export interface ExportResult {
  format: 'jsonl' | 'csv';
  /** Lines that came, header and end included. */
  lines: number;
  bytes: number;
  seconds: number;
  /** Resident megabytes (10^6 bytes) of the process that answered, at most; null where the system does not tell. */
  megabytes: number | null;
}

const LOOK_MS = 250;

/** Exports the whole log over HTTP in both formats, keeps none of it, and watches the memory of the process that answers. */
export async function measureExports(
  { url, pid }: Archive,
  access: Access,
  say: (line: string) => void,
): Promise<ExportResult[]> {
  const results: ExportResult[] = [];
  for (const format of ['jsonl', 'csv'] as const) {
    const result = await measureExport(`${url}/v1/audit-log/export?format=${format}`, format, pid, access);
    const { lines, seconds, megabytes } = result;
    say(`export as ${format}: ${lines} lines in ${seconds.toFixed(1)} s, ${megabytes?.toFixed(0) ?? '?'} MB at most`);
    results.push(result);
  }
  return results;
}

async function measureExport(
  url: string,
  format: ExportResult['format'],
  pid: number,
  access: Access,
): Promise<ExportResult> {
  let most: number | null = null;
  const look = async () => {
    const { megabytes } = await residentMemory('', pid);
    if (megabytes !== null) most = Math.max(most ?? 0, megabytes);
  };
  const watch = setInterval(() => void look(), LOOK_MS);
  const started = performance.now();
  let bytes = 0;
  let lines = 0;
  try {
    const { statusCode, body } = await request(url, {
      headers: { cookie: access.operators[0]!.cookie },
      bodyTimeout: 0,
    });
    if (statusCode !== 200) throw new Error(`export: ${statusCode} ${await body.text()}`);
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
    }
    await look();
  } finally {
    clearInterval(watch);
  }
  return { format, lines, bytes, seconds: (performance.now() - started) / 1000, megabytes: most };
}
