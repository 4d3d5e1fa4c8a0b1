import { createPublicKey, randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { runMigrations } from '../../../api/src/platform/database/migrate.js';
import { removeEmbeddedPostgres } from '../../../api/src/platform/embedded-postgres/embedded-postgres.js';
import { freePort, type RunningRedis, startRedis } from '../../../bench/ground/redis.js';
import { type JournalLine, readJournal } from '../tool/journal.js';
import { type Cast, furnish } from './furnish.js';
import { Keeper } from './keeper.js';
import { DatabaseServer } from './server.js';

const DATABASE = 'faults';

export interface GroundOptions {
  /** Folder of the database's files in place of one among the temporary files. */
  postgresDir?: string;
  redis?: boolean;
}

/** What one part of a run stands on: a database server, a provider of tools, perhaps Redis, and processes of the product. */
export class Ground {
  readonly keepers: Keeper[] = [];
  cast!: Cast;
  tool!: Keeper;
  toolUrl!: string;
  redis: RunningRedis | null = null;
  private keysDir!: string;
  private journalPath!: string;

  private constructor(
    private readonly root: string,
    private readonly postgresDir: string,
    readonly server: DatabaseServer,
  ) {}

  static async open({ postgresDir, redis = false }: GroundOptions = {}): Promise<Ground> {
    const root = await mkdtemp(join(tmpdir(), 'countersign-faults-'));
    // Started by root, PostgreSQL runs as another user and must be able to reach its folder.
    await chmod(root, 0o711);
    const dir = postgresDir ?? join(root, 'postgres');
    const ground = new Ground(root, dir, await DatabaseServer.start(dir));
    try {
      await ground.prepare(redis);
    } catch (error) {
      await ground.close();
      throw error;
    }
    return ground;
  }

  /** Starts an API process on a port that stays its own. @returns its address */
  async startApi(more: Record<string, string> = {}): Promise<{ keeper: Keeper; url: string }> {
    const port = await freePort();
    const env = { ...this.productEnv(), PORT: String(port), ...more };
    const keeper = this.keep(`API on ${port}`, 'api/src/main.js', env);
    return { keeper, url: await keeper.ready() };
  }

  async startWorker(more: Record<string, string> = {}): Promise<Keeper> {
    const keeper = this.keep('worker', 'api/src/worker.js', { ...this.productEnv(), WORKER_PORT: '0', ...more });
    await keeper.ready();
    return keeper;
  }

  /** The owner's view of the database, past every fault on the way. */
  async asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: databaseOf(this.server.directUrl) });
    client.on('error', () => {});
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  /** How many requests the tool has read and not finished with: what it applies late is among them. */
  async toolUnderWay(): Promise<number> {
    const { underWay } = (await (await fetch(`${await this.tool.ready()}/under-way`)).json()) as { underWay: number };
    return underWay;
  }

  /** The public half of the key that seals the log, as PEM. */
  async logKey(): Promise<string> {
    const pem = await readFile(join(this.keysDir, 'audit.pem'));
    return createPublicKey(pem).export({ type: 'spki', format: 'pem' }).toString();
  }

  readJournal(): JournalLine[] {
    return readJournal(this.journalPath);
  }

  /** Ends everything and deletes what it wrote. */
  async close(): Promise<void> {
    await Promise.all([...this.keepers, ...(this.tool ? [this.tool] : [])].map((keeper) => keeper.stop()));
    await this.redis?.stop();
    await this.server.stop();
    await removeEmbeddedPostgres(this.postgresDir);
    await rm(this.root, { recursive: true, force: true });
  }

  private async prepare(redis: boolean): Promise<void> {
    this.keysDir = join(this.root, 'keys');
    this.journalPath = join(this.root, 'tool-journal.jsonl');
    const redisDir = join(this.root, 'redis');
    await mkdir(redisDir);
    const secret = `whsec_${randomBytes(24).toString('base64')}`;
    const port = await freePort();
    const env = { PORT: String(port), JOURNAL: this.journalPath, SIGNING_SECRET: secret };
    this.tool = Keeper.start({ name: 'tool', script: 'scripts/faults/tool/simulator.js', env, traced: false });
    this.toolUrl = await this.tool.ready();
    if (redis) this.redis = await startRedis(redisDir);
    const admin = new pg.Client({ connectionString: this.server.directUrl });
    await admin.connect();
    await admin.query(`CREATE DATABASE ${DATABASE}`);
    await admin.end();
    const url = databaseOf(this.server.directUrl);
    await runMigrations(url);
    this.cast = await furnish(url, this.keysDir, this.toolUrl, secret);
  }

  private keep(name: string, script: string, env: Record<string, string>): Keeper {
    const keeper = Keeper.start({ name, script, env, traced: true });
    this.keepers.push(keeper);
    return keeper;
  }

  private productEnv(): Record<string, string> {
    return {
      DATABASE_URL: databaseOf(this.server.proxiedUrl),
      ...(this.redis && { REDIS_URL: this.redis.url }),
      HOST: '127.0.0.1',
      COUNTERSIGN_DATA_DIR: this.root,
      COUNTERSIGN_KEYS_DIR: this.keysDir,
      COUNTERSIGN_ALLOWED_TOOL_HOSTS: new URL(this.toolUrl).host,
      LOG_LEVEL: 'fatal',
    };
  }
}

function databaseOf(serverUrl: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${DATABASE}`;
  return url.href;
}
