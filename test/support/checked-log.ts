import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Installation } from './installation.js';
import { TestSealer, testKeys } from './sealed-log.js';
import { runVerifier, type Verdict } from './verifier.js';

/** The log of an installation with a sealer under the test's hand, and the verifier with the log's key. */
export class CheckedLog {
  private constructor(
    private readonly installation: Installation,
    readonly sealer: TestSealer,
    /** For files of the test; goes with the log. */
    readonly folder: string,
  ) {}

  static async of(installation: Installation): Promise<CheckedLog> {
    const sealer = await TestSealer.connect(installation.database);
    const folder = await mkdtemp(join(tmpdir(), 'countersign-checked-log-'));
    await writeFile(join(folder, 'log.pem'), testKeys().publicKey.export({ type: 'spki', format: 'pem' }));
    return new CheckedLog(installation, sealer, folder);
  }

  /** The export as an auditor gets it. @param query filters and format */
  async exported(query = ''): Promise<string> {
    const { status, text } = await this.installation.as('auditor').get(`/v1/audit-log/export?${query}`);
    if (status !== 200) throw new Error(text);
    return text;
  }

  /** What the independent verifier says of an export. */
  async verify(text: string, ...more: string[]): Promise<Verdict> {
    const path = join(this.folder, 'export.jsonl');
    await writeFile(path, text);
    return runVerifier('verify', path, '--key', join(this.folder, 'log.pem'), ...more);
  }

  async close(): Promise<void> {
    await this.sealer.close();
    await rm(this.folder, { recursive: true });
  }
}
