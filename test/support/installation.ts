import { resolve } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { Observer } from '../../api/src/approvals/observer.js';
import { WaitsRenewal } from '../../api/src/approvals/waits-renewal.js';
import { PromptsService } from '../../api/src/drafting/prompts.service.js';
import { Executor } from '../../api/src/execution/executor.js';
import { CircuitWatch } from '../../api/src/execution/gates/circuit-watch.js';
import { GrantSweep } from '../../api/src/execution/grants/grant-sweep.js';
import { createHttpApp } from '../../api/src/http-app.js';
import type { Role } from '../../api/src/identity/rules/roles.js';
import { ClusterSweep } from '../../api/src/insights/cluster-sweep.js';
import { RollUpSweep } from '../../api/src/insights/roll-up-sweep.js';
import { MessageSweep } from '../../api/src/notifications/message-sweep.js';
import { NotificationSender } from '../../api/src/notifications/notification-sender.js';
import { Readiness } from '../../api/src/platform/health/readiness.js';
import { DeadlineSweep } from '../../api/src/review-queues/deadline-sweep.js';
import { DefaultRules } from '../../api/src/rulebook/default-rules.js';
import type { PolicyTable } from '../../api/src/rulebook/persistence/rulebook.store.js';
import { RulebookService } from '../../api/src/rulebook/rulebook.service.js';
import { WordsSweep } from '../../api/src/tickets/words-sweep.js';
import { startWork } from '../../api/src/work.js';
import { readEnvironment } from '../../config/environment.js';
import { demoTools } from '../../demo/content.js';
import { TestAgent } from './installation-agent.js';
import { type Answer, ok } from './installation-http.js';
import { type Held, whileLocked } from './installation-lock.js';
import { addPerson, type Cast, engage, type Who } from './installation-people.js';
import type { TestPerson } from './installation-person.js';
import { TestToolServer } from './installation-tool-server.js';
import { createTestDatabase, type TestDatabase, testKeysDir } from './test-database.js';

const CONSOLE = resolve(import.meta.dirname, '../../dist/admin');

export interface InstallationOptions {
  /** Runs executions and deadlines by itself; else they run when a test says so. */
  works?: boolean;
  /** Serves the built console too; see `Onlooker`. */
  console?: boolean;
  env?: Record<string, string>;
}

export interface Scope {
  tools?: string[];
  domains?: string[];
}

/** Starts the product on a database of its own, listening on a port, with the default rules in force. */
export async function startInstallation(options: InstallationOptions = {}): Promise<Installation> {
  const [database, tools] = await Promise.all([createTestDatabase(), TestToolServer.start()]);
  const owner = new pg.Client({ connectionString: database.ownerUrl, application_name: 'test owner' });
  await owner.connect();
  const installation = new Installation(options, database, tools, owner);
  await installation.open();
  return installation;
}

/**
 * A running product with people of every role, an agent that the admin owns, and a server of tools. Everything but
 * people is made through the API.
 */
export class Installation {
  agent!: TestAgent;
  private people!: Cast;
  private app!: NestFastifyApplication;
  private readonly others: NestFastifyApplication[] = [];

  constructor(
    private readonly options: InstallationOptions,
    readonly database: TestDatabase,
    readonly tools: TestToolServer,
    private readonly owner: pg.Client,
  ) {}

  async open(): Promise<void> {
    this.app = await this.startApp();
    this.people = await engage(this.sql, this.baseUrl);
    await this.registerTool('issue_refund');
    await this.registerTool('change_account_state');
    this.agent = await this.addAgent('billing-desk');
  }

  readonly baseUrl = (): string => addressOf(this.app);

  /** A statement as the owner of the schema, who may what the product may not. */
  readonly sql = async (text: string, values: unknown[] = []): Promise<Answer[]> =>
    (await this.owner.query(text, values)).rows;

  /** See `whileLocked`. */
  whileLocked<T>(held: Held<T>): Promise<T> {
    return whileLocked(this.database.ownerUrl, held);
  }

  as(who: Who): TestPerson {
    return this.people[who];
  }

  addPerson(name: string, ...roles: Role[]): Promise<TestPerson> {
    return addPerson(this.sql, this.baseUrl, name, roles);
  }

  /** An agent with a key. Whoever makes it owns it, and whoever issues its key signs for it as little. */
  async addAgent(name: string, scope: Scope = {}, owner = this.as('admin')): Promise<TestAgent> {
    const { id } = await ok(owner.post('/v1/agents', { name, ...scope }));
    return this.addKey(id, {}, owner);
  }

  async addKey(agentId: string, scope: Scope = {}, issuer = this.as('admin')): Promise<TestAgent> {
    const { id, key } = await ok(issuer.post(`/v1/agents/${agentId}/keys`, scope));
    return new TestAgent(this.baseUrl, agentId, id, key);
  }

  /** Registers a tool, or its next version: one of the demo's, or one that takes any arguments. */
  async registerTool(name: string, over: Record<string, unknown> = {}): Promise<Answer> {
    const known = demoTools().find((tool) => tool.name === name);
    const { path: _, ...demo } = known ?? { ...demoTools()[0]!, name, schema: { type: 'object' } };
    const endpoint = { url: this.tools.urlOf(name) };
    const tool = await ok(this.as('admin').post('/v1/tools', { ...demo, endpoint, ...over }));
    this.tools.trust(name, tool.signingSecret);
    return tool;
  }

  /** Puts a policy in force. @returns its version */
  addPolicy(table: PolicyTable, document: unknown): Promise<number> {
    return this.app.get(RulebookService).addPolicy('system', table, document);
  }

  /** Runs one execution as far as it goes now, as a worker would. */
  execute(executionId: string): Promise<void> {
    return this.app.get(Executor).run(executionId);
  }

  /** From now on this process runs executions and deadlines by itself. */
  startWorking(): void {
    startWork(this.app);
  }

  /** Ends what has expired and notes what is late, as the sweep does every second. */
  sweepDeadlines(): Promise<void> {
    return this.app.get(DeadlineSweep).sweep();
  }

  /** Puts on record which circuits opened and closed, as a worker does every second; from every process at once. */
  async recordCircuits(): Promise<void> {
    await Promise.all([this.app, ...this.others].map((app) => app.get(CircuitWatch).sweep()));
  }

  /** Sends what channels are to be told, as a worker does every second. */
  sendNotifications(): Promise<void> {
    return this.app.get(NotificationSender).sweep();
  }

  /** Forgets messages whose time is over, as the sweep does every minute. */
  sweepMessages(): Promise<void> {
    return this.app.get(MessageSweep).sweep();
  }

  /** Sends from every process at once. */
  everybodySends(): Promise<void>[] {
    return [this.app, ...this.others].map((app) => app.get(NotificationSender).sweep());
  }

  /** Looks where what must hold has not been seen, as the sweep does every second. */
  observe(): Promise<void> {
    return this.app.get(Observer).sweep();
  }

  /** Puts what is pending into the inboxes that the sign-off policy in force names, as the sweep does every second. */
  renewWaits(): Promise<void> {
    return this.app.get(WaitsRenewal).sweep();
  }

  /** Gathers the words of what was decided, as the sweep does every quarter of a minute. */
  gatherWords(): Promise<void> {
    return this.app.get(WordsSweep).sweep();
  }

  /** Counts what is over for the insights, as the sweep does every minute. */
  rollUp(): Promise<void> {
    return this.app.get(RollUpSweep).sweep();
  }

  /** Groups complaints anew, as the sweep does a while after some came in. */
  async groupComplaints(): Promise<void> {
    await this.sql(`UPDATE complaint_run SET looked_at = looked_at - interval '1 day'`);
    await this.sweepClusters();
  }

  /** Groups complaints anew where that is due, as the sweep does every quarter of a minute. */
  sweepClusters(): Promise<void> {
    return this.app.get(ClusterSweep).sweep();
  }

  /** Ends grants whose time is over, as the sweep does every second. */
  sweepGrants(): Promise<void> {
    return this.app.get(GrantSweep).sweep();
  }

  get routes(): string {
    return this.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
  }

  /** Ends the process and starts another on the same database, with this changed in its environment. */
  async restart(env: Record<string, string> = {}): Promise<void> {
    await this.app.close();
    this.app = await this.startApp(env);
  }

  /** Another process on the same database; agents and people reach it with `at`. @returns its address */
  async startSecondProcess(): Promise<() => string> {
    const app = await this.startApp();
    this.others.push(app);
    return () => addressOf(app);
  }

  async stop(): Promise<void> {
    await Promise.all([this.app, ...this.others].map((app) => app?.close()));
    await this.tools.stop();
    await this.owner.end();
    await this.database.drop();
  }

  private async startApp(changed: Record<string, string> = {}): Promise<NestFastifyApplication> {
    const { works = false, console = false, env } = this.options;
    const environment = readEnvironment({
      DATABASE_URL: this.database.appUrl,
      DATABASE_SEALER_URL: this.database.sealerUrl,
      COUNTERSIGN_KEYS_DIR: testKeysDir(),
      COUNTERSIGN_ALLOWED_TOOL_HOSTS: this.tools.host,
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
      ...env,
      ...changed,
    });
    const app = await createHttpApp(environment, {
      works,
      name: 'test app',
      consoleDir: console ? CONSOLE : undefined,
    });
    await app.get(DefaultRules).addWhereMissing();
    await app.get(PromptsService).addWhereMissing();
    await app.listen(0, '127.0.0.1');
    app.get(Readiness).startIsDone();
    if (works) startWork(app);
    return app;
  }
}

function addressOf(app: NestFastifyApplication): string {
  const { port } = app.getHttpServer().address() as { port: number };
  return `http://127.0.0.1:${port}`;
}
