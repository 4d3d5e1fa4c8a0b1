import { EmbeddingsService } from '../knowledge/embeddings.service.js';
import { KnowledgeService, type Put } from '../knowledge/knowledge.service.js';
import { Retrieval } from '../knowledge/retrieval.js';
import type { Command } from './command-line.js';
import { type Flags, UsageError } from './flags.js';
import { documentsOf, faultsOf } from './kb-import.js';

export const KB_HELP = `npm run kb -- <command>

  import FILE|FOLDER    JSON Lines of {id, title, content, uri?, owner?, reviewBy?}, or every .md and .txt of a folder.
                        Where anything is wrong it says what, with its line, and imports nothing. What was
                        cut off in the middle is finished by giving it again.
  list [--limit N]      the documents by title, 1000 at most unless more are asked for
  search "WORDS" [--limit N]    the passages that say most about it, best first
  embed                 embeds every passage in force that has no embedding by OPENAI_EMBEDDING_MODEL; workers do the
                        same by themselves

Answers are JSON. DATABASE_URL names the database; without it, the embedded one that npm start runs.
`;

const PAGE = 100;

export const kbCommands: Record<string, Command> = {
  import: {
    flags: { file: 'file' },
    async run(app, { file }) {
      const faults = await faultsOf(String(file));
      if (faults.length > 0) throw new Error(`nothing was imported:\n${faults.join('\n')}`);
      const puts = await app.get(KnowledgeService).putAll('system', documentsOf(String(file)));
      const count = (what: Put['came']) => puts.filter(({ came }) => came === what).length;
      return {
        documents: puts.length,
        added: count('added'),
        newVersions: count('new_version'),
        described: count('described'),
        unchanged: count('unchanged'),
      };
    },
  },
  list: {
    flags: { limit: 'optional' },
    async run(app, flags) {
      const most = limitOf(flags, 1000, 100_000);
      const retrieval = app.get(Retrieval);
      const documents: object[] = [];
      for (let after: string[] | null = null; documents.length < most; ) {
        const limit = Math.min(PAGE, most - documents.length);
        const rows = await retrieval.list({ owner: null, stale: null, sort: 'title', after, limit });
        for (const { id, title, version, owner, reviewBy, stale } of rows) {
          documents.push({ id, title, version, owner, reviewBy, stale });
        }
        const last = rows.at(-1);
        if (!last || rows.length < limit) break;
        after = [last.titleKey, last.id];
      }
      return { documents };
    },
  },
  search: {
    flags: { question: 'file', limit: 'optional' },
    async run(app, flags) {
      const found = await app.get(Retrieval).search(String(flags.question), limitOf(flags, 10, 100));
      return {
        passages: found.map(({ id, title, heading, score, stale, text }) => ({
          id,
          title,
          heading,
          score,
          stale,
          text,
        })),
      };
    },
  },
  embed: {
    flags: {},
    async run(app) {
      const embeddings = app.get(EmbeddingsService);
      const lacks = await embeddings.lacks();
      if (lacks !== null) throw new Error(lacks);
      let embedded = 0;
      let some: number;
      do {
        some = await embeddings.embedSome();
        embedded += some;
      } while (some > 0);
      return { embedded };
    },
  },
};

function limitOf({ limit }: Flags, usual: number, most: number): number {
  const asked = limit === undefined ? usual : Number(limit);
  if (!Number.isInteger(asked) || asked < 1 || asked > most) throw new UsageError(`--limit is 1 to ${most}`);
  return asked;
}
