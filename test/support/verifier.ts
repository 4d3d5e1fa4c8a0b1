import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const VERIFIER = resolve(import.meta.dirname, '../../ops/verify/countersign-verify.mjs');

export interface Finding {
  layer: string;
  message: string;
  entryId?: string;
  checkpoint?: number;
  line: number | null;
}

/** What the verifier says with `--json`; `code` is its exit status. */
export interface Verdict {
  code: number;
  ok: boolean;
  sealed: number;
  unsealed: number;
  failed: number;
  byLayer: Record<string, number>;
  findings: Finding[];
  warnings: string[];
  checked: Record<string, number>;
  witnessed: Record<string, { size: number; time: string }>;
  /** Of a witness. */
  note?: string;
  witnessKey?: string;
  stderr: string;
}

/** Runs the independent verifier as its users do, in a process of its own. */
export async function runVerifier(...args: string[]): Promise<Verdict> {
  const child = spawn(process.execPath, [VERIFIER, ...args, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code] = (await once(child, 'close')) as [number];
  if (out === '') throw new Error(`the verifier said nothing: ${stderr}`);
  return { ...JSON.parse(out), code, stderr };
}

/** The layers that caught something, in the order of the alphabet. */
export function layersOf({ byLayer, findings }: Verdict): string[] {
  return [...new Set([...Object.keys(byLayer ?? {}), ...findings.map(({ layer }) => layer)])].sort();
}
