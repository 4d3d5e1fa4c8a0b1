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
      options: [
        `role=${APPLICATION_ROLE}`,
        // Compiling statements as short as ours costs more than running them.
        'jit=off',
        // Everything here is an index look-up or a keyset page. A plan made for an empty table would otherwise read all
        // of it, in order or to hash or merge it, and be kept while the table fills: at 8,000 tickets 13 ms for
        // what takes 0.1.
        'enable_seqscan=off',
        'enable_hashjoin=off',
        'enable_mergejoin=off',
        // A row that somebody outside holds must not hold up the batch it is in for ever: it fails, and the rest go alone.
        'lock_timeout=3s',
      ]
        .map((setting) => `-c ${setting}`)
        .join(' '),
      application_name: name,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 30_000,
    },
  };
}
