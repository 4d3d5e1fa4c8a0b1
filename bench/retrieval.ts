import 'reflect-metadata';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../api/src/app.module.js';
import { KnowledgeService } from '../api/src/knowledge/knowledge.service.js';
import { Retrieval } from '../api/src/knowledge/retrieval.js';
import type { GivenDocument } from '../api/src/knowledge/rules/document-faults.js';
import { runMigrations } from '../api/src/platform/database/migrate.js';
import { startEmbeddedPostgres } from '../api/src/platform/embedded-postgres/embedded-postgres.js';
import { readEnvironment } from '../config/environment.js';
import { withClient } from './ground/database.js';
import { summarise } from './load/latencies.js';
import { table } from './report/table.js';
import { multiply } from './retrieval/multiply.js';
import { messagesOf, recallAt, type Task } from './retrieval/recall.js';

/**
 * `npm run bench:retrieval [-- <copies>]`: how many of the documents that a task needs the search finds among its best 5, 10
 * and 20, and what a search costs, on the 698 documents of `banking-kb` (`COUNTERSIGN_TEST_DATA`) and on that many copies of
 * them, 33 unless said, which are some 100,000 passages. Reported, not asserted.
 */
const copies = Number(process.argv[2] ?? 33);
const data = join(resolve(process.env.COUNTERSIGN_TEST_DATA || '../shared/data'), 'banking-kb');
const CUTS = [5, 10, 20];

const lines = async <T>(name: string): Promise<T[]> =>
  (await readFile(join(data, name), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
const documents = await lines<{ id: string; title: string; content: string }>('documents.jsonl');
const tasks = await lines<Task>('tasks.jsonl');

const home = await mkdtemp(join(tmpdir(), 'countersign-bench-retrieval-'));
const postgres = await startEmbeddedPostgres({ dataDir: join(home, 'postgres') });
try {
  await runMigrations(postgres.url);
  const environment = { ...readEnvironment({ DATABASE_URL: postgres.url }), databasePoolSize: 2 };
  const app = await NestFactory.createApplicationContext(
    AppModule.register({ ...environment, redisUrl: undefined }, { works: false, name: 'countersign-bench' }),
    { logger: false, abortOnError: false },
  );
  const began = performance.now();
  const given = documents.map((one): GivenDocument => ({ ...one, uri: null, owner: null, reviewBy: null }));
  await app.get(KnowledgeService).putAll('system', given);
  const seconds = (performance.now() - began) / 1000;
  const rows: string[][] = [];
  const measure = async () => {
    await withClient(postgres.url, (client) => client.query('VACUUM ANALYZE'));
    const [{ passages }] = await withClient(postgres.url, async (client) => {
      const { rows } = await client.query<{ passages: number }>('SELECT passages FROM passage_total');
      return rows as [{ passages: number }];
    });
    for (const [kind, questionOf] of Object.entries(messagesOf)) {
      const times: number[] = [];
      const recalls: number[][] = [];
      for (const task of tasks) {
        const began = performance.now();
        const found = await app.get(Retrieval).search(questionOf(task), 200);
        times.push(performance.now() - began);
        recalls.push(CUTS.map((cut) => recallAt(cut, task, found)));
      }
      const mean = (at: number) => recalls.reduce((sum, recall) => sum + recall[at]!, 0) / recalls.length;
      const { p50, p95 } = summarise(times);
      const shares = passages > 10_000 ? CUTS.map(() => '–') : CUTS.map((_, at) => mean(at).toFixed(3));
      rows.push([String(passages), kind, ...shares, `${p50.toFixed(0)} ms`, `${p95.toFixed(0)} ms`]);
    }
  };
  await measure();
  if (copies > 0) {
    await withClient(postgres.url, (client) => multiply(client, copies));
    await measure();
  }
  const heads = ['passages', 'question', ...CUTS.map((cut) => `recall@${cut}`), 'p50', 'p95'];
  process.stdout.write(`${table(heads, rows)}\n${documents.length} documents brought in in ${seconds.toFixed(1)} s\n`);
  await app.close();
} finally {
  await postgres.stop();
  await rm(home, { recursive: true, force: true });
}
