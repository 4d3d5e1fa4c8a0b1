import type { DataSourceOptions } from 'typeorm';

/** The role every running process takes on; it may insert into and read the audit log, and nothing more. */
export const APPLICATION_ROLE = 'countersign_app';

/**
 * TypeORM options of a running process. The role is taken at connection start, so that even a
 * connection that logs in as the owner of the tables can't change what is append-only.
 */
export function applicationDataSource(url: string, poolSize: number, name: string): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    synchronize: false,
    logging: false,
    extra: {
      max: poolSize,
      // Compiling these short statements would cost more than running them.
      options: `-c role=${APPLICATION_ROLE} -c jit=off`,
      application_name: name,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 30_000,
    },
  };
}
