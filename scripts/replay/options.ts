import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

export interface ReplayOptions {
  proposalsPath: string;
  /** Undefined when there is no such file: proposals then go without their conversations. */
  conversationsPath: string | undefined;
  url: string;
  key: string;
  concurrency: number;
  rate: number;
  limit: number;
}

export const USAGE = `npm run replay -- <proposals.jsonl> [--conversations <file>] [--url <url>] [--key <agent key>]
                  [--rate <proposals a second>] [--limit <rows>] [--concurrency <conversations at once, 16>]`;

/** Reads the command line; what it leaves out comes from the files of the installation in `dataDir`. */
export function readOptions(args: readonly string[], dataDir: string): ReplayOptions {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { conversations: text, url: text, key: text, rate: text, limit: text, concurrency: text },
  });
  const [proposalsPath] = positionals;
  if (!proposalsPath || positionals.length > 1) throw new Error('Name one file of recorded proposals.');
  const beside = join(dirname(proposalsPath), 'conversations.jsonl');
  return {
    proposalsPath,
    conversationsPath: values.conversations ?? (existsSync(beside) ? beside : undefined),
    ...access(values.url, values.key, join(dataDir, 'credentials.json')),
    concurrency: whole('concurrency', values.concurrency ?? '16'),
    rate: values.rate === undefined ? Number.POSITIVE_INFINITY : positive('rate', values.rate),
    limit: values.limit === undefined ? Number.POSITIVE_INFINITY : whole('limit', values.limit),
  };
}

function access(url: string | undefined, key: string | undefined, path: string): { url: string; key: string } {
  if (url && key) return { url, key };
  if (!existsSync(path)) throw new Error(`There is no ${path}: start the demo first, or give --url and --key.`);
  const known = JSON.parse(readFileSync(path, 'utf8')) as { url: string; agents: { key: string }[] };
  const firstKey = known.agents[0]?.key;
  if (!key && !firstKey) throw new Error(`${path} has no agent: give --key.`);
  return { url: url ?? known.url, key: key ?? firstKey! };
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0) || value === Number.POSITIVE_INFINITY) throw new Error(`--${name} must be a positive number.`);
  return value;
}

function whole(name: string, text: string): number {
  const value = positive(name, text);
  if (!Number.isSafeInteger(value)) throw new Error(`--${name} must be a whole number.`);
  return value;
}
