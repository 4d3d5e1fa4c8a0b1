import type { Ground } from '../ground/ground.js';
import type { HttpClient } from '../load/http.js';
import { type Latencies, summarise } from '../load/latencies.js';
import type { Options } from '../options.js';
import { type Archive, openArchive } from './archive.js';
import { type ExportResult, measureExports } from './measure-export.js';
import type { PageQuery } from './queries.js';

/** Requests of each kind that do not count. */
const WARM_UP = 2;

/** One kind of page at both sizes. */
export interface PageResult {
  name: string;
  small: Latencies;
  large: Latencies;
  /** p50 at the large size for each p50 at the small one. */
  ratio: number;
}

/**
 * Fills two archives and asks both for the same pages in turn, one request at a time; then exports the log of the large one, unless
 * pages are all that is asked for.
 */
export async function measureArchives(
  ground: Ground,
  options: Options,
  say: (line: string) => void,
): Promise<{ pages: PageResult[]; exports: ExportResult[] }> {
  const open = (name: string, tickets: number) => openArchive(ground, name, tickets, say);
  const small = await open('archive_small', options.archives.small);
  const large = await open('archive_large', options.archives.large);
  try {
    const pages: PageResult[] = [];
    for (const [at, query] of small.queries.entries()) {
      const result = await comparePages([small, query], [large, large.queries[at]!], options);
      say(`${result.name}: ${result.small.p50.toFixed(1)} ms, ${result.large.p50.toFixed(1)} ms`);
      pages.push(result);
    }
    return { pages, exports: options.only === 'pages' ? [] : await measureExports(large, ground.access, say) };
  } finally {
    await small.stop();
    await large.stop();
  }
}

async function comparePages(
  [small, smallQuery]: [Archive, PageQuery],
  [large, largeQuery]: [Archive, PageQuery],
  { pageRequests, pageSeconds }: Options,
): Promise<PageResult> {
  const took = { small: [] as number[], large: [] as number[] };
  const until = performance.now() + pageSeconds * 1000;
  for (let n = 0; n < WARM_UP + pageRequests && (n <= WARM_UP || performance.now() < until); n += 1) {
    const one = await timed(small.http, smallQuery, n);
    const other = await timed(large.http, largeQuery, n);
    if (n < WARM_UP) continue;
    took.small.push(one);
    took.large.push(other);
  }
  const [atSmall, atLarge] = [summarise(took.small), summarise(took.large)];
  return { name: smallQuery.name, small: atSmall, large: atLarge, ratio: atLarge.p50 / atSmall.p50 };
}

async function timed(http: HttpClient, { name, paths }: PageQuery, n: number): Promise<number> {
  const started = performance.now();
  const page = JSON.parse(await http.get(paths[n % paths.length]!)) as { data: unknown[]; cutOff?: boolean };
  const took = performance.now() - started;
  if (page.data.length === 0 && !page.cutOff) throw new Error(`${name}: an empty page says nothing`);
  return took;
}
