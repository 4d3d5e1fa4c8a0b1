import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import type { DataSource } from 'typeorm';

/** One SQL statement, prepared under its name on every connection that meets it. */
export interface Statement {
  name: string;
  text: string;
}

/** Reads a statement from the `.sql` file beside the module that names it: `sql(import.meta.url, 'claim-executions')`. */
export function sql(moduleUrl: string, name: string): Statement {
  return { name, text: readFileSync(new URL(`./${name}.sql`, moduleUrl), 'utf8') };
}

const NOW: Statement = { name: 'now', text: 'SELECT now() AS now' };

/**
 * The pool that TypeORM opened, used directly. TypeORM's `query()` reached 0.7–0.8 of what named
 * statements on `pg` do (ARCHITECTURE.md, decision 4), so the hot path goes round it.
 */
@Injectable()
export class Database {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  private get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }

  /** What time it is by the database's clock, which is the one that rules are given. */
  async now(): Promise<Date> {
    return (await this.run<{ now: Date }>(NOW))[0]!.now;
  }

  async run<Row extends QueryResultRow>(statement: Statement, values: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>({ ...statement, values })).rows;
  }

  /** A statement whose text depends on the filters given; it is planned each time for the values it has. */
  async query<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(text, values)).rows;
  }

  /** A transaction on one connection. Nothing that leaves the process may be awaited inside. */
  async transaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    // A connection that breaks says so to whoever awaits its statement, and here, where nobody listening would end the process.
    const lost = (error: Error) => {
      broken = error;
    };
    client.on('error', lost);
    try {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((rollback: Error) => {
        broken = rollback;
      });
      throw error;
    } finally {
      client.off('error', lost);
      client.release(broken);
    }
  }
}
