/**
 * Server settings: durable, and small enough to sit beside the product on a laptop.
 * Given on the command line, so that an `ALTER SYSTEM` of an earlier run cannot weaken them.
 *
 * @param options.port loopback port to listen on
 * @param options.logDir absolute directory of the server's own log, one file for each day of the week
 * @param options.fast gives up durability for speed, and takes more connections; for tests only
 */
export function serverSettings(options: { port: number; logDir: string; fast: boolean }): Record<string, string> {
  const durability = options.fast ? 'off' : 'on';
  return {
    listen_addresses: '127.0.0.1',
    port: String(options.port),
    // A socket path can outgrow the system's limit of about 100 bytes; loopback cannot.
    unix_socket_directories: '',
    // Many installations stand on the one server of a test run.
    max_connections: options.fast ? '200' : '60',
    shared_buffers: '128MB',
    fsync: durability,
    synchronous_commit: durability,
    full_page_writes: durability,
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_logical_replication_workers: '0',
    jit: 'off',
    io_method: 'sync',
    timezone: 'UTC',
    log_timezone: 'UTC',
    cluster_name: 'countersign',
    log_checkpoints: 'off',
    // The detail of a constraint's failure is the whole row, with what customers wrote.
    log_error_verbosity: 'terse',
    logging_collector: 'on',
    log_directory: options.logDir,
    log_filename: 'postgres-%a.log',
    log_file_mode: '0600',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_truncate_on_rotation: 'on',
  };
}
