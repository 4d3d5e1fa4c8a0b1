import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, pino } from 'pino';
import { maskJson } from './text/mask.js';

const standardError = (): DestinationStream => pino.destination({ fd: 2, sync: true });

/**
 * Nest's log as JSON lines. Nest's own start-up chatter is worth a debug line, no more. Personal data is masked in
 * whatever is written: an address that was asked for, or the message of an error, may quote some.
 */
export function logTo(level: string, to = standardError()): LoggerService {
  const log = pino({ level, base: { pid: process.pid }, hooks: { streamWrite: maskJson } }, to);
  const chatter = ['InstanceLoader', 'RouterExplorer', 'RoutesResolver', 'NestFactory', 'NestApplication'];
  const entry = (rest: unknown[]) => ({ context: rest[rest.length - 1] });
  return {
    log: (message: unknown, ...rest: unknown[]) =>
      chatter.includes(String(rest[rest.length - 1]))
        ? log.debug(entry(rest), String(message))
        : log.info(entry(rest), String(message)),
    warn: (message: unknown, ...rest: unknown[]) => log.warn(entry(rest), String(message)),
    error: (message: unknown, ...rest: unknown[]) => log.error({ ...entry(rest), stack: rest[0] }, String(message)),
    debug: (message: unknown, ...rest: unknown[]) => log.debug(entry(rest), String(message)),
    verbose: (message: unknown, ...rest: unknown[]) => log.trace(entry(rest), String(message)),
    fatal: (message: unknown, ...rest: unknown[]) => log.fatal(entry(rest), String(message)),
  };
}
