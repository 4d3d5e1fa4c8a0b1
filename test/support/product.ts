import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeEmbeddedPostgres } from '../../api/src/platform/embedded-postgres/embedded-postgres.js';
import { BuiltProcess, type Exit } from './built-process.js';
import { copyFirstStart } from './first-start.js';
import { TestAgent } from './installation-agent.js';
import { type Answer, ok, send } from './installation-http.js';
import { type Credentials, TestPerson } from './installation-person.js';
import { TEST_PRODUCT_PREFIX } from './leftovers.mjs';

/** The content of `credentials.json`. */
export interface DemoAccess {
  url: string;
  people: { email: string; password: string; roles: string[] }[];
  agents: { name: string; key: string }[];
  ledger: { url: string };
}

export interface Effect {
  executionId: string;
  tool: string;
  arguments: Record<string, unknown>;
  at: string;
}

/** The built product as a newcomer starts it: one process with its own database, ledger and demo. */
export class Product {
  process!: BuiltProcess;
  /** Where it was last found; another after a start on another port. */
  private url = '';

  private constructor(
    private readonly home: string,
    private readonly env: Record<string, string>,
  ) {}

  /** A data directory of its own, and nothing started yet. */
  static async unstarted(env: Record<string, string> = {}): Promise<Product> {
    const home = await mkdtemp(join(tmpdir(), TEST_PRODUCT_PREFIX));
    // Where root runs the tests, PostgreSQL runs as somebody else, who has to get in.
    await chmod(home, 0o711);
    return new Product(home, env);
  }

  static async started(env: Record<string, string> = {}): Promise<Product> {
    const product = await Product.unstarted(env);
    await product.start();
    return product;
  }

  /** Started as on the second day: on a copy of what a first start left, its demo included. */
  static async startedAgain(env: Record<string, string> = {}): Promise<Product> {
    const product = await Product.unstarted(env);
    await copyFirstStart(product.dataDir, async (original) => {
      const first = BuiltProcess.start('api/src/start.js', {
        env: { PORT: '0', COUNTERSIGN_DATA_DIR: original, LOG_LEVEL: 'warn' },
      });
      const ready = first.says(/ready: (\S+)/, 120);
      const { code } = await ready.then(
        () => first.end('SIGTERM'),
        () => first.end('SIGTERM'),
      );
      await ready;
      // What was not written to the end must not be copied.
      if (code !== 0) throw new Error(`The first start ended with ${code}:\n${first.stdout}${first.stderr}`);
    });
    await product.start();
    return product;
  }

  get dataDir(): string {
    return join(this.home, 'data');
  }

  /**
   * Launches the process and does not wait for it.
   *
   * @param port another than last time
   * @param ownGroup as in a terminal, so that Ctrl-C can be pressed
   */
  launch({ port, ownGroup = false }: { port?: number; ownGroup?: boolean } = {}): BuiltProcess {
    const env = { PORT: '0', COUNTERSIGN_DATA_DIR: this.dataDir, LOG_LEVEL: 'warn', ...this.env };
    if (port) env.PORT = String(port);
    this.process = BuiltProcess.start('api/src/start.js', { env, ownGroup });
    return this.process;
  }

  /** @returns its URL, once it is ready */
  async start({ port }: { port?: number } = {}): Promise<string> {
    // As long as a first start may take on a machine that is busy with other tests.
    const url = await this.launch({ port }).says(/ready: (\S+)/, 120);
    await ok(send(`${url}/health/ready`, 'GET'));
    return url;
  }

  async access(): Promise<DemoAccess> {
    const access: DemoAccess = JSON.parse(await readFile(join(this.dataDir, 'credentials.json'), 'utf8'));
    this.url = access.url;
    return access;
  }

  async agent(): Promise<TestAgent> {
    const { agents } = await this.access();
    return new TestAgent(() => this.url, agents[0]!.name, '', agents[0]!.key);
  }

  /** What the demo person of a role signs in with; of the operators the first or the second. */
  async accessOf(role: string, which = 0): Promise<Credentials> {
    const { people } = await this.access();
    const { email, password } = people.filter(({ roles }) => roles.includes(role))[which]!;
    return { email, password };
  }

  /** The demo person of a role, calling the API. */
  async person(role: string, which = 0): Promise<TestPerson> {
    const credentials = await this.accessOf(role, which);
    const { person } = await ok(send(`${this.url}/v1/session`, 'POST', { body: credentials }));
    return new TestPerson(() => this.url, person.id, credentials);
  }

  /** What the ledger really did to one payment. */
  async effectsOn(paymentId: string): Promise<Effect[]> {
    const { ledger } = await this.access();
    const effects: Effect[] = await ok(send(`${ledger.url}/effects`, 'GET'));
    return effects.filter((effect) => effect.arguments.payment_id === paymentId);
  }

  /** The whole story of a ticket, oldest entry first, as an auditor reads it. */
  async auditOf(ticketId: string): Promise<Answer[]> {
    const auditor = await this.person('auditor');
    return (await ok(auditor.get(`/v1/audit-entries?ticketId=${ticketId}&sort=id&limit=100`))).data;
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Exit> {
    return this.process.end(signal);
  }

  /** Ends whatever still runs, and deletes everything. */
  async remove(): Promise<void> {
    if (this.process) await this.stop();
    await removeEmbeddedPostgres(join(this.dataDir, 'postgres'));
    await rm(this.home, { recursive: true, force: true });
  }
}
