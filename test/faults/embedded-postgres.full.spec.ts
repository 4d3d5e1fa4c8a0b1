import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import {
  type EmbeddedPostgres,
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../api/src/platform/embedded-postgres/embedded-postgres.js';
import { processIdentity } from '../../api/src/platform/embedded-postgres/processes.js';
import { startPostgresProcess } from '../support/embedded-postgres-process.js';

describe('the embedded PostgreSQL', () => {
  let dataDir: string;
  let started: EmbeddedPostgres[];
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'countersign-test-postgres-'));
    started = [];
  });
  afterEach(async () => {
    for (const postgres of started) await postgres.stop();
    await removeEmbeddedPostgres(dataDir);
  });

  /** As the product starts it: what these tests are about is durability. */
  async function start(): Promise<EmbeddedPostgres> {
    const postgres = await startEmbeddedPostgres({ dataDir });
    started.push(postgres);
    return postgres;
  }

  test('keeps what was committed when the process that launched it is killed, and ends the server it left', async () => {
    const launched = startPostgresProcess(dataDir);
    const orphan = await launched.ready;
    await query(orphan.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await launched.kill();
    expect(processIdentity(orphan.pid)).not.toBeNull();

    const postgres = await start();
    expect(processIdentity(orphan.pid)).toBeNull();
    expect(await query(postgres.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  test('keeps what was committed when it is killed itself in the middle of a query, and says that it died', async () => {
    const postgres = await start();
    await query(postgres.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const cutOff = expect(query(postgres.url, 'SELECT count(*) FROM generate_series(1, 1000000000)')).rejects.toThrow();
    await delay(200);
    process.kill(postgres.pid, 'SIGKILL');
    expect(await postgres.died).toContain('SIGKILL');
    await postgres.stop();

    const again = await start();
    await cutOff;
    expect(await query(again.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  test('starts after launcher and server were killed together', async () => {
    const launched = startPostgresProcess(dataDir);
    const { url, pid } = await launched.ready;
    await query(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    process.kill(pid, 'SIGKILL');
    await launched.kill();
    const postgres = await start();
    expect(await query(postgres.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  test('starts though its launcher was killed while it made the database', async () => {
    for (const moment of [60, 150, 250, 400]) {
      const launched = startPostgresProcess(dataDir);
      await delay(moment);
      await launched.kill();
    }
    const postgres = await start();
    expect(await query(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('is left alone by a second process that wants the same directory', async () => {
    const postgres = await start();
    await expect(startPostgresProcess(dataDir).ready).rejects.toThrow(
      `in use by process ${process.pid}. Stop that process first, or give this one a directory of its own`,
    );
    expect(await query(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('does not harm another program that has got the id of a server that was killed', async () => {
    await (await start()).stop();
    const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    writeFileSync(join(dataDir, 'cluster', 'postmaster.pid'), `${bystander.pid}\n`);
    await start();
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
    bystander.kill();
    await once(bystander, 'exit');
  });

  test('says why it does not start, in the words of its own log, and gives the directory free', async () => {
    await (await start()).stop();
    truncateSync(join(dataDir, 'cluster', 'global', 'pg_control'), 100);
    await expect(start()).rejects.toThrow(
      /stopped while starting .*The end of its log.*could not read file "global.pg_control"/s,
    );
    await expect(start()).rejects.toThrow('pg_control');
  });

  test('asks for its password file when that is gone, rather than start with a database nobody can open', async () => {
    await (await start()).stop();
    rmSync(join(dataDir, 'password'));
    await expect(start()).rejects.toThrow('password is gone');
  });
});

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'embedded-postgres.spec' });
  // A server that is killed is reported both here and on the query.
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
