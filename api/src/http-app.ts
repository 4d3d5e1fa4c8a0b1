import 'reflect-metadata';
import { existsSync } from 'node:fs';
import fastifyCookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Environment } from '../../config/environment.js';
import { AppModule } from './app.module.js';
import { serveApiDocument } from './platform/http/api-document.js';
import { serveConsole } from './platform/http/console-files.js';
import { finishRequestsFirst } from './platform/http/finish-requests.js';
import { readJsonBodies } from './platform/http/json-bodies.js';
import { answerProblem, ProblemFilter } from './platform/http/problem.filter.js';
import { limitRequests, requestLimits } from './platform/http/request-limits.js';
import { securityHeaders } from './platform/http/security-headers.js';
import { openToWidgets } from './platform/http/widget-origins.js';
import { stringifyWithRaw } from './platform/json/raw-json.js';
import { logTo } from './platform/log.js';

export interface HttpAppOptions {
  /** Runs executions and sweeps in this process too. */
  works: boolean;
  name: string;
  /** Where the built console lies; left out, only the API is served. */
  consoleDir?: string;
}

/** Builds the HTTP process: the API under /v1, its document and the console. Does not listen yet. */
export async function createHttpApp(
  environment: Environment,
  options: HttpAppOptions,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    ...requestLimits(environment),
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 300 },
    // What Fastify refuses before it has found a route.
    frameworkErrors: (error: Error, _request: FastifyRequest, reply: FastifyReply) => void answerProblem(error, reply),
    trustProxy: environment.proxies > 0 && ((_address, hop) => hop < environment.proxies),
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.register(environment, options), adapter, {
    bodyParser: false,
    logger: logTo(environment.logLevel),
    abortOnError: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  await app.register(fastifyCookie as never);
  readJsonBodies(fastify);
  fastify.setReplySerializer((answer) => stringifyWithRaw(answer));
  finishRequestsFirst(fastify);
  securityHeaders(fastify, environment);
  openToWidgets(fastify, environment);
  limitRequests(fastify, environment);
  app.useGlobalFilters(new ProblemFilter());
  serveApiDocument(app);
  if (options.consoleDir && existsSync(options.consoleDir)) await serveConsole(app, options.consoleDir);
  return app;
}
