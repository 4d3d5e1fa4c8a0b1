import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { databaseAccount } from '../../api/src/platform/embedded-postgres/account.js';
import { spawnOptions } from '../../api/src/platform/embedded-postgres/spawn-options.js';
import { eventually } from './eventually.js';
import { findProgram } from './find-program.js';
import { freePort } from './free-port.js';
import type { TestDatabase } from './test-database.js';

const PROGRAMS = ['initdb', 'postgres', 'pg_dump', 'pg_restore', 'pg_basebackup'] as const;

type Program = (typeof PROGRAMS)[number];

const DATABASE = 'countersign';

/** Where Debian and its kin keep the programs of a server, which are not on the PATH. */
const DEBIAN = '/usr/lib/postgresql';

/** The folder with a server of this machine and the tools of the same version; `null` when there is none. */
export function findServerPrograms(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map((version) => join(DEBIAN, version, 'bin')) : [];
  const onPath = findProgram('initdb');
  const folders = [...(onPath ? [dirname(onPath)] : []), ...versions.sort().reverse()];
  return folders.find((folder) => PROGRAMS.every((program) => existsSync(join(folder, program)))) ?? null;
}

/** Where pgvector says what it is to that server; `null` when it has none. */
export function findPgvector(): string | null {
  const programs = findServerPrograms();
  const config = programs && join(programs, 'pg_config');
  if (!config || !existsSync(config)) return null;
  const shared = execFileSync(config, ['--sharedir'], { encoding: 'utf8' }).trim();
  const control = join(shared, 'extension', 'vector.control');
  return existsSync(control) ? control : null;
}

/** A PostgreSQL as one's distribution has it, with the tools that back it up, in a folder of its own. */
export class SystemPostgres {
  private readonly password = randomBytes(12).toString('hex');

  private constructor(
    readonly folder: string,
    private readonly port: number,
    private readonly server: ChildProcess,
  ) {}

  /** An empty server; or one on what `fill` puts into its folder, such as a base backup. */
  static async start(fill?: (folder: string) => Promise<unknown>): Promise<SystemPostgres> {
    const folder = await mkdtemp(join(tmpdir(), 'countersign-test-server-'));
    const account = databaseAccount(folder);
    if (account) await chown(folder, account.uid, account.gid);
    if (fill) await fill(folder);
    else await run('initdb', folder, '-D', folder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '-N');
    const port = await freePort();
    const settings = {
      listen_addresses: '127.0.0.1',
      port,
      unix_socket_directories: '',
      fsync: 'off',
      timezone: 'UTC',
    };
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const options = { ...spawnOptions(folder, account), stdio: 'ignore' as const };
    const server = spawn(program('postgres'), ['-D', folder, ...args], options);
    const postgres = new SystemPostgres(folder, port, server);
    await eventually('a server of this machine to start', () => postgres.asAdmin('SELECT 1').catch(() => null));
    return postgres;
  }

  /** The roles that processes sign in as; their passwords hardly matter, since loopback is trusted here. */
  async createRoles(): Promise<void> {
    await this.asAdmin(`CREATE ROLE countersign_owner LOGIN CREATEROLE PASSWORD '${this.password}'`);
    for (const role of ['app', 'sealer', 'auditor']) await this.asAdmin(`CREATE ROLE countersign_${role} LOGIN`);
    // Who migrates may grant what it has, also to roles that somebody else made.
    for (const role of ['app', 'sealer', 'auditor'])
      await this.asAdmin(`GRANT countersign_${role} TO countersign_owner WITH ADMIN OPTION`);
  }

  async createDatabase(): Promise<TestDatabase> {
    await this.asAdmin(`CREATE DATABASE ${DATABASE} OWNER countersign_owner`);
    return this.database();
  }

  /** As only a superuser may, where an extension is not trusted. */
  async createExtension(name: string): Promise<void> {
    const client = new pg.Client(this.url('postgres', DATABASE));
    await client.connect();
    await client.query(`CREATE EXTENSION ${name}`).finally(() => client.end());
  }

  /** The database as it is there; it goes with its server. */
  database(): TestDatabase {
    return {
      ownerUrl: this.url('countersign_owner', DATABASE),
      appUrl: this.url('countersign_app', DATABASE),
      sealerUrl: this.url('countersign_sealer', DATABASE),
      auditorUrl: this.url('countersign_auditor', DATABASE),
      drop: async () => undefined,
    };
  }

  /** `pg_dump` of the database while it is used. @returns the file */
  async dump(): Promise<string> {
    const file = join(this.folder, 'backup.dump');
    await run('pg_dump', this.folder, '--format=custom', `--file=${file}`, this.url('postgres', DATABASE));
    return file;
  }

  /** `pg_restore` into the database, which is empty. */
  async restore(file: string): Promise<void> {
    await run('pg_restore', this.folder, '--single-transaction', `--dbname=${this.url('postgres', DATABASE)}`, file);
  }

  /** `pg_basebackup` into another server's folder, while it is used. */
  async baseBackup(into: string): Promise<void> {
    await run('pg_basebackup', into, '-D', into, '-X', 'stream', '-c', 'fast', '-d', this.url('postgres', 'postgres'));
  }

  /** The number that the next transaction gets. */
  async nextTransaction(): Promise<bigint> {
    const [row] = await this.asAdmin('SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS xid');
    return BigInt(row!.xid as string);
  }

  /** Ends it at once, as a crash would, and deletes what it had. */
  async destroy(): Promise<void> {
    const ended = once(this.server, 'exit');
    this.server.kill('SIGQUIT');
    if (this.server.exitCode === null) await ended;
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private async asAdmin(text: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client(this.url('postgres', 'postgres'));
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  }

  private url(user: string, database: string): string {
    return `postgres://${user}@127.0.0.1:${this.port}/${database}`;
  }
}

function program(name: Program): string {
  return join(findServerPrograms()!, name);
}

async function run(name: Program, folder: string, ...args: string[]): Promise<void> {
  await promisify(execFile)(program(name), args, spawnOptions(folder, databaseAccount(folder)));
}
