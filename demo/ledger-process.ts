import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The demo's ledger server: a process and storage of its own, so that approving a refund really moves something. */
export class LedgerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(dataDir: string, signingSecret: string): Promise<LedgerProcess> {
    const main = fileURLToPath(new URL('./ledger-server/main.js', import.meta.url));
    const child = spawn(process.execPath, [main], {
      // Its stdin closes when we end, however that happens, and then it ends too.
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        ...process.env,
        LEDGER_DATA_DIR: dataDir,
        LEDGER_PORT: '0',
        LEDGER_SIGNING_SECRET: signingSecret,
        LEDGER_EXIT_WITH_PARENT: '1',
      },
    });
    const url = await new Promise<string>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the demo ledger ended with exit code ${code}`)));
      createInterface({ input: child.stdout! }).once('line', (line) => {
        resolve((JSON.parse(line) as { url: string }).url);
      });
    });
    return new LedgerProcess(child, url);
  }

  get host(): string {
    return new URL(this.url).host;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
  }
}
