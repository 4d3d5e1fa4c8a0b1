import { createHash } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import type pg from 'pg';
import type { Instruction, Order, Point, Told } from './points.js';

/**
 * Loaded before a process of the product (`node --import`): sees every statement, every command to Redis and every call to a tool on
 * its way, and kills the process at the one it was told. The product knows nothing of it; its names are those of its statements, and
 * of Redis's commands and Bull's scripts.
 */
const require = createRequire(import.meta.url);
const { Redis } = require('ioredis') as { Redis: { prototype: Commanding } };
const { Client, Query } = require('pg') as { Client: { prototype: Querying }; Query: { prototype: Submitting } };

type Callback = (...args: unknown[]) => void;
type Command = { name: string; args: unknown[]; promise: Promise<unknown> };
type Commanding = {
  sendCommand(command: Command, ...rest: unknown[]): unknown;
  defineCommand(name: string, definition: { lua: string }): unknown;
};
type Querying = Record<'query', (...args: unknown[]) => unknown>;
type Submitting = Record<'submit', (connection: unknown) => unknown> & pg.QueryConfig;

const counts = new Map<Point, number>();
let armed: Order | undefined = process.env.FAULTS_ORDER ? JSON.parse(process.env.FAULTS_ORDER) : undefined;

/** @returns only if the process is to live on */
function come(point: Point): void {
  const times = (counts.get(point) ?? 0) + 1;
  counts.set(point, times);
  if (armed?.point !== point || times < armed.nth) return;
  const { action } = armed;
  armed = undefined;
  // Synchronous, because nothing else of this process gets a turn.
  writeSync(1, `FAULT at ${point}\n`);
  if (action === 'die') process.kill(process.pid, 'SIGKILL');
  else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, action.standStillMs);
}

/** A statement's own name, or what it begins with. */
function nameOf(config: unknown): string {
  const { name, text } = typeof config === 'string' ? { name: undefined, text: config } : (config as pg.QueryConfig);
  return name ?? (text ?? '').trim().split(/\s+/).slice(0, 3).join(' ');
}

const query = Client.prototype.query;
Client.prototype.query = function (...args) {
  const name = nameOf(args[0]);
  come(`before:${name}`);
  const last = args.at(-1);
  if (typeof last === 'function') {
    args[args.length - 1] = (...results: unknown[]) => {
      come(`answered:${name}`);
      (last as Callback)(...results);
    };
    return query.apply(this, args);
  }
  const result = query.apply(this, args);
  return result instanceof Promise ? result.finally(() => come(`answered:${name}`)) : result;
};

const submit = Query.prototype.submit;
Query.prototype.submit = function (connection) {
  // The socket is uncorked inside, so that the kernel has every byte when this returns.
  const error = submit.call(this, connection);
  come(`sent:${nameOf(this)}`);
  return error;
};

/** Bull's scripts by the hash that Redis knows them by. */
const scripts = new Map<string, string>();

const { sendCommand, defineCommand } = Redis.prototype;
Redis.prototype.defineCommand = function (name, definition) {
  scripts.set(createHash('sha1').update(definition.lua).digest('hex'), name);
  return defineCommand.call(this, name, definition);
};
Redis.prototype.sendCommand = function (command, ...rest) {
  const script = /^eval/.test(command.name) ? scripts.get(String(command.args[0])) : undefined;
  const name = `redis ${script ?? command.name}`;
  come(`before:${name}`);
  const result = sendCommand.call(this, command, ...rest);
  come(`sent:${name}`);
  // A command is sent again on the next connection, and answered once.
  command.promise.then(() => come(`answered:${name}`)).catch(() => undefined);
  return result;
};

subscribe('undici:request:create', () => come('before:call'));
// Headers and body, if there is one, are with the kernel.
subscribe('undici:request:bodySent', () => come('sent:call'));
subscribe('undici:request:headers', () => come('answered:call'));

process.on('message', (instruction: Instruction) => {
  if (instruction.do !== 'count') counts.clear();
  if (instruction.do === 'arm') armed = instruction.order;
  process.send!({ told: Object.fromEntries(counts) } satisfies Told);
});
// Does not keep the process alive, and does not outlive whoever started it.
process.channel?.unref();
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
