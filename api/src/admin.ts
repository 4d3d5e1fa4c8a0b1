import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { readEnvironment } from '../../config/environment.js';
import { adminCommands, HELP } from './admin/commands.js';
import { readFlags, UsageError } from './admin/flags.js';
import { AppModule } from './app.module.js';
import { Problem } from './platform/http/problem.js';

/** `npm run admin -- <command>`: what a real installation is set up with. Answers JSON on stdout. */
async function main(argv: string[]): Promise<void> {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || argv.includes('--help')) {
    process.stdout.write(HELP);
    return;
  }
  const command = adminCommands[name];
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

/** The embedded database, while `npm start` runs it. */
async function embeddedUrl(dataDir: string): Promise<string> {
  return readFile(join(dataDir, 'database-url'), 'utf8').catch(() => {
    throw new UsageError('set DATABASE_URL, or start Countersign first so that its embedded database runs');
  });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const text =
    error instanceof Problem
      ? `${error.code}: ${error.detail}`
      : error instanceof Error
        ? error.message
        : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(error instanceof UsageError ? 2 : 1);
});
