import { SupportTextsService, type TakenText } from '../behaviour/support-texts.service.js';
import { Problem } from '../platform/http/problem.js';
import type { Command } from './command-line.js';
import { textFaultsOf, textsOf } from './support-text-import.js';

export const SUPPORT_TEXTS_HELP = `npm run support-texts -- <command>

  import FILE    CSV (RFC 4180, UTF-8) whose first row names its columns: id, text, and any of at, proposalId, domain.
                 Where anything is wrong it says what, with its line, and imports nothing. What was cut off in the
                 middle is finished by giving it again: a text counts once by its id.
  erase ID       deletes the words of every text of this id, whoever told it

Answers are JSON. DATABASE_URL names the database; without it, the embedded one that npm start runs.
`;

/** Rows in one transaction. */
const AT_ONCE = 500;

export const supportTextCommands: Record<string, Command> = {
  import: {
    flags: { file: 'file' },
    async run(app, { file }) {
      const texts = app.get(SupportTextsService);
      const faults = await textFaultsOf(String(file), new Date());
      if (faults.length > 0) throw new Error(`nothing was imported:\n${faults.join('\n')}`);
      const counts: Record<TakenText['came'], number> = { added: 0, known: 0, erased: 0 };
      let before = 0;
      for await (const batch of textsOf(String(file), AT_ONCE)) {
        const taken = await texts.takeIn('import', batch).catch((error: unknown) => {
          throw error instanceof Problem
            ? new Error(
                sayWhere(
                  error,
                  before,
                  batch.map(({ id }) => id),
                ),
              )
            : error;
        });
        for (const { came } of taken) counts[came]++;
        before += batch.length;
      }
      return { texts: before, ...counts };
    },
  },
  erase: {
    flags: { id: 'file' },
    async run(app, { id }) {
      return { erased: await app.get(SupportTextsService).erase('system', String(id)) };
    },
  },
};

/** A refusal that only the database could tell of: `texts.3.proposalId` is the row of that id. */
function sayWhere(problem: Problem, before: number, ids: string[]): string {
  const faults = (problem.more.errors ?? []).map(({ path, message }) => {
    const [, n, field] = path.split('.');
    return `id ${ids[Number(n)]}: ${field} ${message}`;
  });
  const done = before === 0 ? 'nothing was imported' : `the first ${before} texts were imported, and then`;
  return `${done}:\n${faults.length > 0 ? faults.join('\n') : problem.detail}`;
}
