import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { EXECUTION_TRANSITIONS } from '../../api/src/execution/rules/lifecycle.js';
import { ROLES } from '../../api/src/identity/rules/roles.js';
import { PROBLEM_STATUS } from '../../api/src/platform/http/problem-codes.js';
import { TICKET_TRANSITIONS } from '../../api/src/tickets/rules/lifecycle.js';
import { errorCodes } from './error-codes.js';
import { filesUnder, root, textOf } from './source-tree.js';

const DOCUMENTS = ['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md', ...filesUnder('docs', '.md')];

/** The cells of every table row of a document whose first cell is one word in backticks. */
function rowsOf(document: string): string[][] {
  return [...textOf(document).matchAll(/^\| `([^`]+)` \|(.*)\|$/gm)].map(([, first, rest]) => [
    first!,
    ...rest!.split(' | ').map((cell) => cell.trim()),
  ]);
}

describe('docs/api.md', () => {
  const codes = errorCodes();
  const rows = new Map(
    rowsOf('docs/api.md')
      .filter(([, status]) => /^[45]\d\d$/.test(status!))
      .map(([code, status]) => [code!, Number(status)]),
  );

  test('names every code that a refusal can carry, and none that nothing carries', () => {
    expect(codes.size).toBeGreaterThan(40);
    expect(Object.keys(PROBLEM_STATUS).sort()).toEqual([...codes.keys()].sort());
    expect([...rows.keys()].sort()).toEqual([...codes.keys()].sort());
  });

  test('gives each code the status that it is answered with', () => {
    const statusOf = new Map<string, number>(Object.entries(PROBLEM_STATUS));
    const wrong = [...codes].filter(([code, statuses]) =>
      [...statuses].some((status) => status !== statusOf.get(code)),
    );
    expect(wrong.map(([code]) => code)).toEqual([]);
    expect(Object.fromEntries(rows)).toEqual(PROBLEM_STATUS);
  });

  test('every code is declared by a route of the document, but those that no route chooses', () => {
    const declared = [...textOf('api/openapi.json').matchAll(/"description": "(`[^"]*`)"/g)].flatMap(([, list]) =>
      [...list!.matchAll(/`(\w+)`/g)].map(([, code]) => code!),
    );
    const undeclared = Object.keys(PROBLEM_STATUS).filter((code) => !declared.includes(code));
    expect(undeclared).toEqual(['method_not_allowed', 'request_too_slow', 'headers_too_large', 'internal_error']);
  });

  test('names every route of the API', () => {
    const { paths } = JSON.parse(textOf('api/openapi.json')) as { paths: Record<string, unknown> };
    const document = textOf('docs/api.md');
    const named = (path: string) => document.includes(path) || document.includes(`…/${path.split('/').at(-1)}\``);
    expect(Object.keys(paths).filter((path) => !named(path))).toEqual([]);
  });
});

describe('docs/operations.md', () => {
  test('names every environment variable, and none that nothing reads', () => {
    const read = [...textOf('config/environment.ts').matchAll(/\benv(?:\.|, ')([A-Z_]+)/g)].map(([, name]) => name!);
    const named = rowsOf('docs/operations.md').map(([name]) => name!);
    expect(read.length).toBeGreaterThan(10);
    expect(named.filter((name) => /^[A-Z_]+$/.test(name)).sort()).toEqual([...new Set(read)].sort());
  });
});

describe('a lifecycle is the same in all its places', () => {
  test.each([
    ['ticket', TICKET_TRANSITIONS],
    ['execution', EXECUTION_TRANSITIONS],
  ])('%s: TypeScript, the database and ARCHITECTURE.md', (name, transitions: Record<string, readonly string[]>) => {
    const edges = Object.entries(transitions).flatMap(([from, tos]) => tos.map((to) => `${from} ${to}`));
    const migrations = filesUnder('migrations', '.ts').map(textOf).join('\n');
    const inserted = [...migrations.matchAll(new RegExp(`INSERT INTO ${name}_transition VALUES([^;]+);`, 'g'))]
      .map(([, rows]) => rows)
      .join();
    const inDatabase = [...inserted.matchAll(/\('(\w+)', '(\w+)'\)/g)].map(([, from, to]) => `${from} ${to}`);
    const section = new RegExp(`^### ${name}$(.*?)^##`, 'ims').exec(textOf('ARCHITECTURE.md'))![1]!;
    const written = [...section.matchAll(/^\| `(\w+)` \| ([^|]*)\|/gm)].flatMap(([, from, tos]) =>
      [...tos!.matchAll(/`(\w+)`/g)].map(([, to]) => `${from} ${to}`),
    );
    expect(inDatabase.sort()).toEqual([...edges].sort());
    expect(written.sort()).toEqual([...edges].sort());
  });
});

describe('what the documents point at is there', () => {
  test.each(DOCUMENTS)('%s: links', (document) => {
    const links = [...textOf(document).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, link]) => link!);
    const local = links.filter((link) => !/^[a-z]+:/.test(link));
    expect(local.filter((link) => !existsSync(join(root, dirname(document), link)))).toEqual([]);
  });

  test.each(DOCUMENTS)('%s: files', (document) => {
    const named = [...textOf(document).matchAll(/`([\w./-]+\.(?:ts|mjs|json|sql|sh|yml|md))`/g)].map(
      ([, path]) => path!,
    );
    const places = (path: string) => [path, join('api/src', path), join(dirname(document), path)];
    // Neither routes nor what a first start makes.
    const known = named.filter((path) => /^[^./][^/]*\//.test(path) || path.startsWith('.ci/'));
    expect(known.filter((path) => !places(path).some((place) => existsSync(join(root, place))))).toEqual([]);
  });

  test.each(DOCUMENTS)('%s: npm scripts', (document) => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    const run = [...textOf(document).matchAll(/npm run (?:-s )?(\w[\w:-]*)/g)].map(([, script]) => script!);
    expect(run.filter((script) => !(script in scripts))).toEqual([]);
  });

  test('ARCHITECTURE.md says who is who: every role', () => {
    const document = textOf('ARCHITECTURE.md');
    expect(ROLES.filter((role) => !document.includes(`\`${role}\``))).toEqual([]);
  });
});
