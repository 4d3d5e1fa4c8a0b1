import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { JsonRefused } from '../json/read-json.js';
import { Problem } from './problem.js';

/** Whoever lost the connection at its commit does not know what became of it, so nothing else can be said. */
const DATABASE_UNAVAILABLE =
  'The database does not answer. What was asked for may have been done all the same: look before you try again.';

/** Turns whatever was thrown into one problem document; what nobody expected is logged and answered as 500. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { status } = answerProblem(error, reply);
    if (status >= 500) this.log.error(`${request.method} ${request.url} ${describe(error)}`);
  }
}

/** Answers with the problem document of an error, unless the answer has begun. @returns the problem */
export function answerProblem(error: unknown, reply: FastifyReply): Problem {
  const problem = asProblem(error);
  if (reply.sent || reply.raw.headersSent) return problem;
  if (problem.more.retryAfterSeconds) void reply.header('retry-after', String(problem.more.retryAfterSeconds));
  void reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problem.toBody()));
  return problem;
}

/** Maps every known kind of error; `undefined` kinds become a 500 that says nothing of the inside. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof JsonRefused) return new Problem(400, error.code, error.message);
  if (error instanceof HttpException) return fromStatus(error.getStatus(), error.message);
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) return fromStatus(status, (error as Error).message);
  if (isUnreachableDatabase(error)) {
    return new Problem(503, 'database_unavailable', DATABASE_UNAVAILABLE, { retryAfterSeconds: 1 });
  }
  return new Problem(500, 'internal_error', 'Something went wrong on our side. Nothing was half done; try again.');
}

function fromStatus(status: number, message: string): Problem {
  switch (status) {
    case 404:
      return new Problem(404, 'not_found', 'There is nothing at this address with this method. See /docs.');
    case 405:
      return new Problem(405, 'method_not_allowed', message);
    case 413:
      return new Problem(413, 'body_too_large', 'The body is larger than 1 MiB. Send less evidence or conversation.');
    case 414:
      return new Problem(414, 'url_too_long', 'The URL, or a part of it, is too long.');
    case 415:
      return new Problem(415, 'unsupported_media_type', 'Send the body as application/json.');
    default:
      return new Problem(status, status === 400 ? 'bad_request' : `http_${status}`, asSentence(message));
  }
}

function asSentence(message: string): string {
  return message.endsWith('.') ? message : `${message}.`;
}

function isUnreachableDatabase(error: unknown): boolean {
  // pg gives this one no code.
  if (error instanceof Error && error.message.startsWith('Connection terminated')) return true;
  const code = (error as { code?: unknown } | null)?.code;
  return (
    typeof code === 'string' &&
    (['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'].includes(code) || /^(57P0|55P03|08|53)/.test(code))
  );
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
