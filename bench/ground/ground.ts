import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  type EmbeddedPostgres,
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../api/src/platform/embedded-postgres/embedded-postgres.js';
import { type Child, startChild } from './child.js';
import { Databases } from './database.js';
import { type Access, furnish } from './furnish.js';

/** What every part of a run stands on: one database server, one tool, and who may do what. */
export interface Ground {
  postgres: EmbeddedPostgres;
  databases: Databases;
  access: Access;
  toolUrl: string;
  /** An empty folder of that name, for one part of the run. */
  folder(name: string): Promise<string>;
  /** Stops all of it and deletes what it wrote. */
  close(): Promise<void>;
}

/** Starts the server with the product's own settings, fsync and all. */
export async function openGround(say: (line: string) => void): Promise<Ground> {
  const root = await mkdtemp(join(resolve(process.env.COUNTERSIGN_BENCH_DIR || tmpdir()), 'countersign-bench-'));
  // Started by root, PostgreSQL runs as another user and must be able to reach its folder.
  await chmod(root, 0o755);
  const dataDir = join(root, 'postgres');
  const postgres = await startEmbeddedPostgres({ dataDir, log: say });
  let tool: Child | undefined;
  let closing: Promise<void> | undefined;
  const closeAll = async () => {
    await tool?.stop();
    await postgres.stop();
    await removeEmbeddedPostgres(dataDir);
    await rm(root, { recursive: true, force: true });
  };
  const close = () => (closing ??= closeAll());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void close().finally(() => process.exit(1)));
  }
  try {
    tool = await startChild('tool', 'bench/ground/tool-server.js', {});
    const { url } = tool;
    const databases = new Databases(postgres);
    const access = await databases.prepare((databaseUrl) => furnish(databaseUrl, url));
    const folder = async (name: string) => {
      const path = join(root, name);
      await mkdir(path, { recursive: true, mode: 0o755 });
      return path;
    };
    return { postgres, databases, access, toolUrl: url, folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}
