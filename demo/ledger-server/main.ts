import { readPort, rememberPort } from './last-port.js';
import { type RunningLedger, startLedger } from './server.js';

/**
 * The ledger as a process of its own.
 * LEDGER_DATA_DIR and LEDGER_SIGNING_SECRET are needed; LEDGER_PORT is 0 unless set.
 * With LEDGER_EXIT_WITH_PARENT=1 it ends when its stdin does, so that a killed parent leaves no orphan.
 */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const dataDir = required(env, 'LEDGER_DATA_DIR');
  const signingSecret = required(env, 'LEDGER_SIGNING_SECRET');
  const port = Number(env.LEDGER_PORT ?? '0');
  const ledger = await start(port, dataDir, signingSecret);
  process.stdout.write(`${JSON.stringify({ ready: true, url: ledger.url })}\n`);

  const stop = () => void ledger.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  if (env.LEDGER_EXIT_WITH_PARENT === '1') {
    // Ctrl-C reaches the whole process group; the parent may still be finishing calls, and says when it is done.
    process.on('SIGINT', () => undefined);
    process.stdin.resume().once('close', stop);
  } else {
    process.once('SIGINT', stop);
  }
}

/** Port 0 prefers the port of last time: tools are registered, and signed for, by their full URL. */
async function start(port: number, dataDir: string, signingSecret: string): Promise<RunningLedger> {
  const preferred = port === 0 ? await readPort(dataDir) : port;
  const ledger = await startLedger({ port: preferred, dataDir, signingSecret }).catch(
    (error: NodeJS.ErrnoException) => {
      if (port !== 0 || error.code !== 'EADDRINUSE') throw error;
      return startLedger({ port: 0, dataDir, signingSecret });
    },
  );
  await rememberPort(dataDir, Number(new URL(ledger.url).port));
  return ledger;
}

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`Set ${name}.`);
  return value;
}

main(process.env).catch((error: Error) => {
  process.stderr.write(`The ledger could not start: ${error.message}\n`);
  process.exit(1);
});
