import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Environment, readEnvironment } from '../../../config/environment.js';
import { AppModule } from '../app.module.js';
import { Problem } from '../platform/http/problem.js';
import { type FlagKind, type Flags, readFlags, UsageError } from './flags.js';

export type Command = { flags: Record<string, FlagKind> } & (
  | { run(app: INestApplicationContext, flags: Flags): Promise<unknown>; alone?: never }
  /** Needs no database. */
  | { alone(environment: Environment): Promise<unknown> }
);

/** Runs the command that `argv` names, answers JSON on stdout, and says on stderr what went wrong: 2 for a wrong line, else 1. */
export function runCommandLine(argv: string[], commands: Record<string, Command>, help: string): void {
  main(argv, commands, help).catch((error: unknown) => {
    const text =
      error instanceof Problem
        ? `${error.code}: ${error.detail}`
        : error instanceof Error
          ? error.message
          : String(error);
    process.stderr.write(`${text}\n`);
    process.exit(error instanceof UsageError ? 2 : 1);
  });
}

async function main(argv: string[], commands: Record<string, Command>, help: string): Promise<void> {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || argv.includes('--help')) {
    process.stdout.write(help);
    return;
  }
  const command = commands[name];
  if (!command) throw new UsageError(`there is no command ${JSON.stringify(name)}; --help lists them`);
  const flags = readFlags(rest, command.flags);
  const environment = readEnvironment();
  if (command.alone) {
    answer(await command.alone(environment));
    return;
  }
  environment.databaseUrl ??= await embeddedUrl(environment.dataDir);
  const app = await NestFactory.createApplicationContext(
    AppModule.register(
      { ...environment, redisUrl: undefined, databasePoolSize: 2 },
      { works: false, name: 'countersign-admin' },
    ),
    { logger: false, abortOnError: false },
  );
  try {
    answer(await command.run(app, flags));
  } finally {
    await app.close();
  }
}

function answer(what: unknown): void {
  process.stdout.write(`${JSON.stringify(what, null, 2)}\n`);
}

/** The embedded database, while `npm start` runs it. What it leaves behind when it stops still says where it was. */
async function embeddedUrl(dataDir: string): Promise<string> {
  const url = await readFile(join(dataDir, 'database-url'), 'utf8').catch(() => null);
  if (url !== null && (await listens(new URL(url)))) return url;
  throw new UsageError('set DATABASE_URL, or start Countersign first so that its embedded database runs');
}

async function listens({ hostname, port }: URL): Promise<boolean> {
  const socket = connect(Number(port), hostname);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
