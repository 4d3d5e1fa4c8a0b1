import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** From `dist/scripts/faults/judge`; the verifier is no part of the build, because it shares nothing with it. */
const VERIFIER = fileURLToPath(new URL('../../../../ops/verify/countersign-verify.mjs', import.meta.url));

/** What the independent verifier says of the whole log. */
export interface LogVerdict {
  sealed: number;
  unsealed: number;
  /** What does not hold, in words. */
  findings: string[];
}

/**
 * Has the independent verifier look at an export, as an outsider would.
 * @param given the export as JSON Lines, the log's public key as PEM, and a checkpoint from before the faults, which it must continue
 */
export async function verifyLog(given: { text: string; key: string; kept: string }): Promise<LogVerdict> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-judge-'));
  try {
    const paths = { text: join(folder, 'export.jsonl'), key: join(folder, 'log.pem'), kept: join(folder, 'kept.note') };
    for (const name of ['text', 'key', 'kept'] as const) await writeFile(paths[name], given[name]);
    return await verdictOn(['verify', paths.text, '--key', paths.key, '--since', paths.kept, '--json']);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function verdictOn(args: string[]): Promise<LogVerdict> {
  const child = spawn(process.execPath, [VERIFIER, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  const { ok, sealed = 0, unsealed = 0, findings = [] } = JSON.parse(said || '{}');
  const told = (findings as { layer: string; message: string }[]).map(({ layer, message }) => `${layer}: ${message}`);
  if (told.length === 0 && !(ok && code === 0)) told.push(`the verifier ended with ${code} and gave no verdict`);
  return { sealed, unsealed, findings: told };
}
