import type { ClientConfig } from 'pg';
import type { DataSourceOptions } from 'typeorm';

/** The role every running process takes on; it may insert into and read the audit log, and nothing more. */
export const APPLICATION_ROLE = 'countersign_app';

/** The role that seals the audit log; it reads entries and adds leaves, nodes and checkpoints, and may do nothing else. */
export const SEALER_ROLE = 'countersign_sealer';

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
      options: settings([
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
      ]),
      application_name: name,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 30_000,
    },
  };
}

/** The sealer's one connection, which takes its role as the application's do. */
export function sealerConnection(url: string): ClientConfig {
  return {
    connectionString: url,
    application_name: 'countersign-sealer',
    connectionTimeoutMillis: 10_000,
    options: settings([
      `role=${SEALER_ROLE}`,
      'jit=off',
      // As above: a plan made for an empty log would hash all leaves four times a second once it is full.
      'enable_seqscan=off',
      'enable_hashjoin=off',
      'enable_mergejoin=off',
      'lock_timeout=3s',
      // The lock of a sealer whose machine is gone is free again within a minute.
      'idle_in_transaction_session_timeout=30s',
      'tcp_keepalives_idle=10',
      'tcp_keepalives_interval=5',
      'tcp_keepalives_count=4',
    ]),
  };
}

function settings(list: string[]): string {
  return list.map((setting) => `-c ${setting}`).join(' ');
}
