/** How much is measured. Times are seconds, sizes are tickets. */
export interface Options {
  quick: boolean;
  /** One part, and nothing else: what sealing costs, exporting the log, or pages of lists; null for all. */
  only: 'sealing' | 'export' | 'pages' | null;
  concurrency: number[];
  /** Before each cell, with nothing counted. */
  warmUpSeconds: number;
  /** Of one turn; every cell gets `turns` of them, product and floor by turns. */
  turnSeconds: number;
  turns: number;
  archives: { small: number; large: number };
  /** Of each kind of page at each size, unless the time is over first. */
  pageRequests: number;
  pageSeconds: number;
}

const FULL: Options = {
  quick: false,
  only: null,
  concurrency: [1, 16, 64],
  warmUpSeconds: 1,
  turnSeconds: 3,
  turns: 2,
  archives: { small: 10_000, large: 1_000_000 },
  pageRequests: 200,
  pageSeconds: 8,
};

const QUICK: Options = {
  quick: true,
  only: null,
  concurrency: [1, 16],
  warmUpSeconds: 0.5,
  turnSeconds: 1,
  turns: 1,
  archives: { small: 1_000, large: 10_000 },
  pageRequests: 30,
  pageSeconds: 2,
};

export const USAGE = `npm run bench [-- --quick] [--sealing | --export | --pages]

  --quick   a smoke of every part in under a minute; its numbers mean little and are not written down
  --sealing measures what sealing the audit log costs, and nothing else; not written down either
  --export  exports the log of the large archive, and nothing else; not written down either
  --pages   asks for pages of the small and the large archive, and nothing else; not written down either

COUNTERSIGN_BENCH_DIR   where the database is put (default: the system's folder for temporary files)`;

/** @throws Error naming the argument that is not known */
export function readOptions(args: string[]): Options {
  const unknown = args.find((arg) => !['--quick', '--sealing', '--export', '--pages'].includes(arg));
  if (unknown !== undefined) throw new Error(`${unknown} is not an option.`);
  const only = (['sealing', 'export', 'pages'] as const).find((part) => args.includes(`--${part}`)) ?? null;
  return { ...(args.includes('--quick') ? QUICK : FULL), only };
}
