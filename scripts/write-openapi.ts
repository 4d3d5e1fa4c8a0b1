import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { compile } from 'json-schema-to-typescript';
import { AppModule } from '../api/src/app.module.js';
import { apiDocument } from '../api/src/platform/http/api-document.js';
import { readEnvironment } from '../config/environment.js';

const DOCUMENT = 'api/openapi.json';
const TYPES = 'admin/src/api-schema.ts';

/**
 * `npm run openapi`: writes `api/openapi.json` from the app's annotations, and the console's types from it.
 * With `--check` it writes nothing and fails when either is out of date.
 */
async function main(): Promise<void> {
  const document = await documentOfApp();
  const files: [string, string][] = [
    [DOCUMENT, `${JSON.stringify(document, null, 2)}\n`],
    [TYPES, await typesOf(document)],
  ];
  for (const [path, text] of files) {
    const present = await readFile(join(process.cwd(), path), 'utf8').catch(() => '');
    if (present === text) continue;
    if (process.argv.includes('--check')) {
      process.stderr.write(`${path} is out of date: run "npm run openapi" and commit it.\n`);
      process.exitCode = 1;
    } else {
      await writeFile(join(process.cwd(), path), text);
      process.stdout.write(`wrote ${path}\n`);
    }
  }
}

/** In Nest's preview mode nothing is instantiated, so no database is needed. */
async function documentOfApp(): Promise<OpenAPIObject> {
  const environment = { ...readEnvironment({}), databaseUrl: 'postgres://nobody@localhost/none' };
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.register(environment, { works: false, name: 'openapi' }),
    new FastifyAdapter(),
    { preview: true, logger: false, abortOnError: false },
  );
  return apiDocument(app);
}

/** One interface per schema of the document. */
async function typesOf(document: OpenAPIObject): Promise<string> {
  const definitions = JSON.parse(
    JSON.stringify(document.components?.schemas ?? {}).replaceAll('#/components/schemas/', '#/definitions/'),
    nullableToUnion,
  ) as Record<string, object>;
  const text = await compile(
    { title: 'CountersignApi', type: 'object', additionalProperties: false, definitions },
    'CountersignApi',
    {
      bannerComment: '/** Written by `npm run openapi` from api/openapi.json. Do not edit. */',
      unreachableDefinitions: true,
      additionalProperties: false,
      style: { singleQuote: true, printWidth: 120 },
    },
  );
  return text
    .replace(/export interface CountersignApi \{\}\n/, '')
    .replaceAll(/\/\*\*\n \* This interface was referenced by[\s\S]*?\*\/\n/g, '');
}

/** OpenAPI 3.0 says `nullable`; JSON Schema says a union with null. */
function nullableToUnion(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(value as { nullable?: boolean }).nullable) return value;
  const { nullable: _, description, ...schema } = value as Record<string, unknown>;
  return { ...(description ? { description } : {}), anyOf: [schema, { type: 'null' }] };
}

await main();
