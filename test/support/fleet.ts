import pg from 'pg';
import { demoTools } from '../../demo/content.js';
import { BuiltProcess } from './built-process.js';
import { eventually } from './eventually.js';
import { TestAgent } from './installation-agent.js';
import { type Answer, ok, send } from './installation-http.js';
import { type Cast, engage, type Who } from './installation-people.js';
import type { TestPerson } from './installation-person.js';
import { TestToolServer } from './installation-tool-server.js';
import { createTestDatabase, type TestDatabase, testKeysDir } from './test-database.js';

const TOOL_TIMEOUT_MS = 1_000;

/** Nobody touches what a worker is doing for so long: the tool's timeout, and ten seconds to write the outcome in. */
export const LEASE_SECONDS = TOOL_TIMEOUT_MS / 1_000 + 10;

export interface Worker {
  process: BuiltProcess;
  healthUrl: string;
}

/** An installation on real servers: an HTTP process, and workers apart from it, each started when a test says so. */
export class Fleet {
  readonly workers: Worker[] = [];
  api!: BuiltProcess;
  agent!: TestAgent;
  private url!: string;
  private people!: Cast;

  private constructor(
    readonly tools: TestToolServer,
    private database: TestDatabase,
    private owner: pg.Client,
    private readonly env: Record<string, string>,
  ) {}

  /**
   * Starts the HTTP process, with people, an agent and the tool `issue_refund`; no worker yet.
   * @param elsewhere a migrated database on another server
   * @param toolTimeoutMs longer where a call must not be given up however busy the machine is
   */
  static async start(
    redisUrl?: string,
    elsewhere?: TestDatabase,
    toolTimeoutMs: number = TOOL_TIMEOUT_MS,
  ): Promise<Fleet> {
    const [database, tools] = await Promise.all([elsewhere ?? createTestDatabase(), TestToolServer.start()]);
    const owner = await ownerOf(database);
    const fleet = new Fleet(tools, database, owner, {
      DATABASE_URL: database.appUrl,
      DATABASE_SEALER_URL: database.sealerUrl,
      COUNTERSIGN_KEYS_DIR: testKeysDir(),
      COUNTERSIGN_ALLOWED_TOOL_HOSTS: tools.host,
      LOG_LEVEL: 'error',
      ...(redisUrl && { REDIS_URL: redisUrl }),
    });
    await fleet.startApi();
    await fleet.furnish(toolTimeoutMs);
    return fleet;
  }

  /** Ends every process, and goes on with the same people and agent on another database, as after a restore. */
  async moveTo(database: TestDatabase): Promise<void> {
    await this.endProcesses();
    await this.owner.end().catch(() => undefined);
    this.workers.length = 0;
    this.database = database;
    this.owner = await ownerOf(database);
    Object.assign(this.env, { DATABASE_URL: database.appUrl, DATABASE_SEALER_URL: database.sealerUrl });
    await this.startApi();
  }

  async startWorker(more: Record<string, string> = {}): Promise<Worker> {
    const process = BuiltProcess.start('api/src/worker.js', { env: { ...this.env, WORKER_PORT: '0', ...more } });
    const worker = { process, healthUrl: await process.says(/health on (\S+)/) };
    this.workers.push(worker);
    return worker;
  }

  as(who: Who): TestPerson {
    return this.people[who];
  }

  readonly sql = async (text: string, values: unknown[] = []): Promise<Answer[]> =>
    (await this.owner.query(text, values)).rows;

  /** Proposes and approves a refund that one signature is enough for. @returns its ticket's id, before it has run */
  async approveRefund(proposal: object): Promise<string> {
    const { id } = await this.agent.submit(proposal);
    await ok(this.as('operator').approve(await this.as('operator').ticket(id)));
    return id;
  }

  /** The execution of a ticket as it stands in the database, once it has succeeded. */
  succeeded(ticketId: string, seconds?: number): Promise<Answer> {
    const text = `SELECT id, state, fence, attempts, extract(epoch FROM intent_at - ready_at)::float8 AS "waitedSeconds",
        extract(epoch FROM finished_at - intent_at)::float8 AS "tookSeconds"
      FROM execution WHERE ticket_id = $1 AND state = 'succeeded'`;
    return eventually('the execution to succeed', async () => (await this.sql(text, [ticketId]))[0], seconds);
  }

  /** Holds a table against everybody who writes to it, for as long as the work takes. */
  async whileLocked<T>(table: string, work: () => Promise<T>): Promise<T> {
    await this.sql('BEGIN');
    await this.sql(`LOCK TABLE ${table} IN EXCLUSIVE MODE`);
    try {
      return await work();
    } finally {
      await this.sql('ROLLBACK');
    }
  }

  /** Whether somebody waits for a lock on that table. */
  async waiting(table: string): Promise<boolean> {
    const text = 'SELECT 1 FROM pg_locks WHERE relation = $1::regclass AND NOT granted';
    return (await this.sql(text, [table])).length > 0;
  }

  /** Cuts every connection that the processes have to the database, as its restart would. */
  async cutConnections(): Promise<number> {
    const admin = new pg.Client({ connectionString: process.env.COUNTERSIGN_TEST_ADMIN_URL });
    await admin.connect();
    const text = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = $1 AND usename IN ('countersign_app', 'countersign_sealer')`;
    const { rows } = await admin.query(text, [new URL(this.database.appUrl).pathname.slice(1)]);
    await admin.end();
    return rows.length;
  }

  /** Ends every process that still runs, and deletes the database. */
  async stop(): Promise<void> {
    await this.endProcesses();
    await this.tools.stop();
    await this.owner.end();
    await this.database.drop();
  }

  private async startApi(): Promise<void> {
    this.api = BuiltProcess.start('api/src/main.js', { env: { ...this.env, PORT: '0' } });
    this.url = await this.api.says(/listens on (\S+)/);
  }

  private async endProcesses(): Promise<void> {
    await Promise.all([this.api, ...this.workers.map(({ process }) => process)].map((one) => one.end('SIGKILL')));
  }

  private async furnish(timeoutMs: number): Promise<void> {
    const baseUrl = () => this.url;
    this.people = await engage(this.sql, baseUrl);
    const admin = this.as('admin');
    const { path: _, ...refund } = demoTools().find(({ name }) => name === 'issue_refund')!;
    const endpoint = { url: this.tools.urlOf('issue_refund') };
    const tool = await ok(admin.post('/v1/tools', { ...refund, endpoint, timeoutMs }));
    this.tools.trust('issue_refund', tool.signingSecret);
    const { id } = await ok(admin.post('/v1/agents', { name: 'billing-desk' }));
    const { id: keyId, key } = await ok(admin.post(`/v1/agents/${id}/keys`, {}));
    this.agent = new TestAgent(baseUrl, id, keyId, key);
  }
}

async function ownerOf({ ownerUrl }: TestDatabase): Promise<pg.Client> {
  const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'test owner' });
  // Its server may be taken away.
  owner.on('error', () => undefined);
  await owner.connect();
  return owner;
}

/** What a process says of itself to whoever asks whether it may be sent work. */
export async function readiness(url: string): Promise<number> {
  return (await send(`${url}/health/ready`, 'GET')).status;
}
