import { withClient } from '../ground/database.js';
import type { Ground } from '../ground/ground.js';
import { startApi } from '../ground/layout.js';
import { HttpClient } from '../load/http.js';
import { fillArchive } from './fill.js';
import { type PageQuery, pageQueries } from './queries.js';

/** A database full of tickets, and an HTTP process over it. */
export interface Archive {
  url: string;
  /** The process that answers. */
  pid: number;
  http: HttpClient;
  queries: PageQuery[];
  stop: () => Promise<void>;
}

export async function openArchive(
  ground: Ground,
  name: string,
  tickets: number,
  say: (line: string) => void,
): Promise<Archive> {
  const { databases, access, toolUrl } = ground;
  const databaseUrl = await databases.copy(name);
  const started = performance.now();
  await fillArchive(databaseUrl, tickets, access);
  say(`${tickets} tickets filled in within ${((performance.now() - started) / 1000).toFixed(0)} s`);
  const queries = await withClient(databaseUrl, (client) => pageQueries(client, access));
  const api = await startApi({ databaseUrl, toolUrl, dataDir: await ground.folder(name) });
  const http = new HttpClient(api.url, access, 1);
  return {
    url: api.url,
    pid: api.pid,
    http,
    queries,
    stop: async () => {
      await http.close();
      await api.stop();
    },
  };
}
