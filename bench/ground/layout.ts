import { type Child, startChild } from './child.js';

/** How the product is spread over processes. */
export type LayoutName = 'apart' | 'apart with Redis' | 'one process';

export interface Layout {
  name: LayoutName;
  /** Where the API listens. */
  url: string;
  databaseUrl: string;
  processes: Child[];
  stop(): Promise<void>;
}

/** What every process of the product is told. */
export interface Setting {
  databaseUrl: string;
  toolUrl: string;
  /** A folder that the product may write into; with keys in `keys`, its workers seal the audit log. */
  dataDir: string;
  redisUrl?: string;
}

/** Starts the product's own entry points, as an installation would. */
export async function startLayout(name: LayoutName, setting: Setting): Promise<Layout> {
  const env = environmentOf(setting);
  const processes =
    name === 'one process'
      ? [await startChild('API and worker', 'api/src/start.js', env)]
      : [await startApi(setting), await startChild('worker', 'api/src/worker.js', env)];
  return {
    name,
    url: processes[0]!.url,
    databaseUrl: setting.databaseUrl,
    processes,
    stop: async () => {
      for (const { stop } of processes) await stop();
    },
  };
}

/** The HTTP process alone. */
export function startApi(setting: Setting): Promise<Child> {
  return startChild('API', 'api/src/main.js', environmentOf(setting));
}

function environmentOf({ databaseUrl, toolUrl, dataDir, redisUrl }: Setting): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    DATABASE_OWNER_URL: '',
    DATABASE_SEALER_URL: '',
    DATABASE_POOL_SIZE: '',
    REDIS_URL: redisUrl ?? '',
    HOST: '127.0.0.1',
    PORT: '0',
    WORKER_PORT: '0',
    COUNTERSIGN_DATA_DIR: dataDir,
    COUNTERSIGN_KEYS_DIR: '',
    COUNTERSIGN_DEMO: 'off',
    COUNTERSIGN_PUBLIC_URL: '',
    COUNTERSIGN_ALLOWED_TOOL_HOSTS: new URL(toolUrl).host,
    COUNTERSIGN_AGENT_RATE_PER_SECOND: '1000000',
  };
}
