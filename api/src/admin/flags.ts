import { parseArgs } from 'node:util';

/** The command line is off; the message says how. */
export class UsageError extends Error {}

/** What a flag takes: one text, or many (given again and again). */
export type FlagKind = 'text' | 'texts' | 'optional' | 'file';

export type Flags = Record<string, string | string[] | undefined>;

/**
 * Reads `--flag value` pairs; `file` is the one positional argument.
 * @throws UsageError naming the flag that is missing or unknown
 */
export function readFlags(argv: string[], kinds: Record<string, FlagKind>): Flags {
  const options = Object.fromEntries(
    Object.entries(kinds)
      .filter(([, kind]) => kind !== 'file')
      .map(([name, kind]) => [name, { type: 'string' as const, multiple: kind === 'texts' }]),
  );
  const fileFlag = Object.keys(kinds).find((name) => kinds[name] === 'file');
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args: argv, options, allowPositionals: fileFlag !== undefined, strict: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const flags: Flags = { ...(parsed.values as Flags) };
  if (fileFlag) flags[fileFlag] = parsed.positionals[0];
  for (const [name, kind] of Object.entries(kinds)) {
    if (kind !== 'optional' && kind !== 'texts' && !flags[name]) {
      throw new UsageError(kind === 'file' ? `name a ${name}` : `--${name} is missing`);
    }
  }
  return flags;
}

/** All of standard input without its last line break: how a password is given, so that no process list shows it. */
export async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Password (at least 12 characters), then Enter and Ctrl-D: ');
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const password = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
  if (password.length < 12 || password.length > 256)
    throw new UsageError('give a password of 12 to 256 characters on standard input');
  return password;
}
