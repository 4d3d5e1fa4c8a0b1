import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { happening, type Line, LogKeeper } from './log-keeper.js';

const VERIFIER = fileURLToPath(new URL('../../../ops/verify/countersign-verify.mjs', import.meta.url));

export interface VerifierResult {
  entries: number;
  checkpoints: number;
  /** Of the export. */
  megabytes: number;
  seconds: number;
  /** Of which one core was at work, which says more on a machine that others use too. */
  cpuSeconds: number;
  /** Largest resident size of the verifier's process. */
  peakMegabytes: number;
}

/** Entries that one checkpoint seals in the export that is measured: 20,000 checkpoints in a million. */
const SEALED_AT_ONCE = 50;

/**
 * Writes an export of so many entries and times the independent verifier on it, from its start to its exit status 0.
 * @throws Error when the verifier does not find it whole
 */
export async function measureVerifier(entries: number): Promise<VerifierResult> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-verify-'));
  try {
    const [path, key] = [join(folder, 'export.jsonl'), join(folder, 'log.pem')];
    const keeper = new LogKeeper();
    await writeFile(key, keeper.pem);
    await writeExport(path, keeper, entries);
    const started = performance.now();
    const { report, peakMegabytes, cpuSeconds } = await verify(path, key);
    const seconds = (performance.now() - started) / 1000;
    if (!report.ok || report.sealed !== entries) throw new Error(`the verifier says ${JSON.stringify(report)}`);
    const megabytes = (await stat(path)).size / 1e6;
    return { entries, checkpoints: keeper.number, megabytes, seconds, cpuSeconds, peakMegabytes };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writeExport(path: string, keeper: LogKeeper, entries: number): Promise<void> {
  const file = createWriteStream(path);
  const write = async (line: Line) => {
    if (!file.write(`${JSON.stringify(line)}\n`)) await once(file, 'drain');
  };
  await write(keeper.header());
  for (let n = 1; n <= entries; n += 1) {
    await write(keeper.entry(happening(n)));
    if (n % SEALED_AT_ONCE === 0 || n === entries) await write(keeper.checkpoint());
  }
  await write(keeper.end(entries));
  file.end();
  await once(file, 'close');
}

/** Runs the verifier with a line around it that says, at its end, how much memory it ever held. */
async function verify(
  path: string,
  key: string,
): Promise<{ report: { ok: boolean; sealed: number }; peakMegabytes: number; cpuSeconds: number }> {
  const measured = `process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    process.stderr.write('peak ' + maxRSS + ' cpu ' + (userCPUTime + systemCPUTime));
  })`;
  const child = spawn(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(measured)}`,
      VERIFIER,
      'verify',
      path,
      '--key',
      key,
      '--json',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  await once(child, 'close');
  const [, peak, cpu] = /peak (\d+) cpu (\d+)/.exec(err) ?? [];
  return { report: JSON.parse(out), peakMegabytes: Number(peak) / 1024, cpuSeconds: Number(cpu) / 1e6 };
}
