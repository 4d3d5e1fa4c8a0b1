import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ipaddr from 'ipaddr.js';

/** What the process was told by its environment, checked once at start. */
export interface Environment {
  /** Application connection; the embedded database fills it in when it is not set. */
  databaseUrl: string | undefined;
  /** Connection that owns the schema and runs migrations; falls back to `databaseUrl`. */
  databaseOwnerUrl: string | undefined;
  databasePoolSize: number;
  /** Connection that seals the audit log; falls back to `databaseUrl`. */
  databaseSealerUrl: string | undefined;
  redisUrl: string | undefined;
  host: string;
  /** 0 takes a free port. */
  port: number;
  workerPort: number;
  dataDir: string;
  demo: boolean;
  /** Folder of the keys that Countersign signs with. Only `npm start` makes what is missing there. */
  keysDir: string;
  /** Names the audit log in its checkpoints, and the key that signs them. */
  auditOrigin: string;
  /** Where people reach the console; decides whether cookies are `Secure`. */
  publicUrl: string | undefined;
  /** Proxies in front that each add to `X-Forwarded-For`; what stands before theirs is the caller's to invent. */
  proxies: number;
  /** `host:port` of every tool server that may ever be called. */
  allowedToolHosts: string[];
  /** `host:port` of every server that may be told of what happened. */
  allowedNotificationHosts: string[];
  /** `smtp:` or `smtps:` URL of the mail server that e-mail channels are sent by; may hold a password. */
  smtpUrl: string | undefined;
  /** Who mails are from. */
  mailFrom: { name: string; address: string } | undefined;
  /** Days that a message is kept after it was delivered or given up. */
  messageDays: number;
  /** CIDR blocks of our own networks: what a tool server's name may resolve to besides public addresses. */
  allowedToolNetworks: string[];
  /** Origins whose pages may show answer cards, as browsers write them. */
  widgetOrigins: string[];
  agentRatePerSecond: number;
  /** Of OpenAI, or of whatever speaks its Responses API at `openaiBaseUrl`. Without one, drafts only quote. */
  openaiApiKey: string | undefined;
  openaiBaseUrl: string | undefined;
  /** Places passages and questions by meaning; without one, passages are found by their words alone. */
  embeddingModel: string | undefined;
  /** For one call to a model, and for all calls that a draft takes. */
  draftAttemptMs: number;
  draftTotalMs: number;
  /** Of each agent's drafts by a model, on one day of UTC. */
  draftTokensPerDay: number;
  draftCentsPerDay: number;
  /** From sign-in on, whatever happens meanwhile. */
  sessionHours: number;
  /** Without a request that changes something. */
  sessionIdleMinutes: number;
  /** For a whole request to come in. */
  requestTimeoutSeconds: number;
  maxConnections: number;
  logLevel: string;
}

export class EnvironmentError extends Error {}

/**
 * Reads and checks the environment.
 * @throws EnvironmentError naming the variable, what it held and what it takes.
 */
export function readEnvironment(env: NodeJS.ProcessEnv = process.env): Environment {
  return {
    databaseUrl: url(env, 'DATABASE_URL', ['postgres:', 'postgresql:']),
    databaseOwnerUrl: url(env, 'DATABASE_OWNER_URL', ['postgres:', 'postgresql:']),
    databasePoolSize: integer(env, 'DATABASE_POOL_SIZE', 12, 2, 200),
    databaseSealerUrl: url(env, 'DATABASE_SEALER_URL', ['postgres:', 'postgresql:']),
    redisUrl: url(env, 'REDIS_URL', ['redis:', 'rediss:']),
    host: env.HOST || '127.0.0.1',
    port: integer(env, 'PORT', 3000, 0, 65_535),
    workerPort: integer(env, 'WORKER_PORT', 3001, 0, 65_535),
    dataDir: env.COUNTERSIGN_DATA_DIR || '.countersign',
    keysDir: env.COUNTERSIGN_KEYS_DIR || join(env.COUNTERSIGN_DATA_DIR || '.countersign', 'keys'),
    auditOrigin: keyName(env, 'COUNTERSIGN_AUDIT_ORIGIN', 'countersign/audit-log'),
    demo: onOff(env, 'COUNTERSIGN_DEMO', true),
    publicUrl: url(env, 'COUNTERSIGN_PUBLIC_URL', ['http:', 'https:']),
    proxies: integer(env, 'COUNTERSIGN_PROXIES', env.COUNTERSIGN_PUBLIC_URL ? 1 : 0, 0, 10),
    allowedToolHosts: hosts(env, 'COUNTERSIGN_ALLOWED_TOOL_HOSTS'),
    allowedNotificationHosts: hosts(env, 'COUNTERSIGN_ALLOWED_NOTIFICATION_HOSTS'),
    smtpUrl: url(env, 'COUNTERSIGN_SMTP_URL', ['smtp:', 'smtps:']),
    mailFrom: mailbox(env, 'COUNTERSIGN_MAIL_FROM'),
    messageDays: integer(env, 'COUNTERSIGN_MESSAGE_DAYS', 30, 1, 3_650),
    allowedToolNetworks: networks(env, 'COUNTERSIGN_ALLOWED_TOOL_NETWORKS'),
    widgetOrigins: origins(env, 'COUNTERSIGN_WIDGET_ORIGINS'),
    agentRatePerSecond: integer(env, 'COUNTERSIGN_AGENT_RATE_PER_SECOND', 5_000, 1, 1_000_000),
    openaiApiKey: secret(env, 'OPENAI_API_KEY') || undefined,
    openaiBaseUrl: url(env, 'OPENAI_BASE_URL', ['http:', 'https:']),
    embeddingModel: embeddingModel(env),
    draftAttemptMs: integer(env, 'COUNTERSIGN_DRAFT_ATTEMPT_MS', 20_000, 50, 600_000),
    draftTotalMs: integer(env, 'COUNTERSIGN_DRAFT_TOTAL_MS', 45_000, 50, 600_000),
    draftTokensPerDay: integer(env, 'COUNTERSIGN_DRAFT_TOKENS_PER_DAY', 2_000_000, 0, 1_000_000_000),
    draftCentsPerDay: integer(env, 'COUNTERSIGN_DRAFT_CENTS_PER_DAY', 1_000, 0, 10_000_000),
    sessionHours: integer(env, 'COUNTERSIGN_SESSION_HOURS', 12, 1, 24 * 30),
    sessionIdleMinutes: integer(env, 'COUNTERSIGN_SESSION_IDLE_MINUTES', 60, 1, 60 * 24),
    requestTimeoutSeconds: integer(env, 'COUNTERSIGN_REQUEST_TIMEOUT_SECONDS', 30, 1, 600),
    maxConnections: integer(env, 'COUNTERSIGN_MAX_CONNECTIONS', 10_000, 10, 1_000_000),
    logLevel: oneOf(env, 'LOG_LEVEL', 'info', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
  };
}

function refuse(name: string, value: string, takes: string): never {
  throw new EnvironmentError(`${name} is ${JSON.stringify(value)}; it takes ${takes}.`);
}

/** What holds a password may stand in a file that `<name>_FILE` names, as secrets of containers do. */
function secret(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const file = env[`${name}_FILE`];
  if (!file) return env[name];
  if (env[name]) throw new EnvironmentError(`${name} and ${name}_FILE are both set. Leave one out.`);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new EnvironmentError(
      `${name}_FILE names ${file}, which can’t be read (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
}

function url(env: NodeJS.ProcessEnv, name: string, protocols: string[]): string | undefined {
  const value = secret(env, name);
  if (!value) return undefined;
  if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol)) {
    // The value may hold a password, so it is not repeated.
    throw new EnvironmentError(`${name} takes a URL that starts with ${protocols.join('// or ')}//.`);
  }
  return value;
}

function integer(env: NodeJS.ProcessEnv, name: string, fallback: number, least: number, most: number): number {
  const value = env[name];
  if (!value) return fallback;
  const number = Number(value);
  if (!Number.isInteger(number) || number < least || number > most) {
    refuse(name, value, `a whole number from ${least} to ${most}`);
  }
  return number;
}

function onOff(env: NodeJS.ProcessEnv, name: string, fallback: boolean): boolean {
  const value = env[name];
  if (!value) return fallback;
  if (value !== 'on' && value !== 'off') refuse(name, value, '"on" or "off"');
  return value === 'on';
}

function oneOf(env: NodeJS.ProcessEnv, name: string, fallback: string, allowed: string[]): string {
  const value = env[name] || fallback;
  if (!allowed.includes(value)) refuse(name, value, `one of ${allowed.join(', ')}`);
  return value;
}

function list(env: NodeJS.ProcessEnv, name: string): string[] {
  const items = (env[name] ?? '').split(',').map((item) => item.trim().toLowerCase());
  return items.filter((item) => item !== '');
}

function networks(env: NodeJS.ProcessEnv, name: string): string[] {
  const blocks = list(env, name);
  for (const block of blocks) {
    if (!ipaddr.isValidCIDR(block)) refuse(name, block, 'CIDR blocks such as 10.0.0.0/8, comma-separated');
  }
  return blocks;
}

function hosts(env: NodeJS.ProcessEnv, name: string): string[] {
  const all = list(env, name);
  for (const host of all) {
    if (!/^(\[[0-9a-f:.]+\]|[^\s/:@]+):\d{1,5}$/.test(host)) refuse(name, host, 'host:port, comma-separated');
  }
  return all;
}

function origins(env: NodeJS.ProcessEnv, name: string): string[] {
  const all = list(env, name);
  for (const origin of all) {
    const isOrigin =
      URL.canParse(origin) && /^https?:$/.test(new URL(origin).protocol) && new URL(origin).origin === origin;
    if (!isOrigin) refuse(name, origin, 'origins such as https://shop.example, comma-separated');
  }
  return all;
}

function embeddingModel(env: NodeJS.ProcessEnv): string | undefined {
  const model = env.OPENAI_EMBEDDING_MODEL;
  if (!model) return undefined;
  if (!/^[\w.:/@-]{1,120}$/.test(model)) refuse('OPENAI_EMBEDDING_MODEL', model, 'the name of a model');
  if (!secret(env, 'OPENAI_API_KEY')) throw new EnvironmentError('OPENAI_EMBEDDING_MODEL needs OPENAI_API_KEY.');
  return model;
}

/** `Name <address>` or an address alone. */
function mailbox(env: NodeJS.ProcessEnv, name: string): Environment['mailFrom'] {
  const value = env[name];
  if (!value) return undefined;
  const [, named, inside, alone] =
    /^(?:([^<>"\p{Cc}]*?)\s*<([^\s<>@",;:]+@[^\s<>@",;:]+)>|([^\s<>@",;:]+@[^\s<>@",;:]+))$/u.exec(value) ?? [];
  const address = inside ?? alone;
  if (address === undefined) refuse(name, value, 'an address such as Countersign <countersign@example.com>');
  return { name: named ?? '', address };
}

/** The name of a key as C2SP signed-note has it. */
function keyName(env: NodeJS.ProcessEnv, name: string, fallback: string): string {
  const value = env[name] || fallback;
  if (!/^[^\s+\p{Cc}]{1,200}$/u.test(value)) refuse(name, value, 'a name without spaces and plus signs');
  return value;
}
