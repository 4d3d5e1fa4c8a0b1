import { describe, expect, test } from '@jest/globals';
import { apiSources, filesUnder, type Import, importsOf } from './source-tree.js';

/** In the order in which work flows; it never flows back. */
const STAGES = [
  'intake',
  'drafting',
  'routing',
  'review-queues',
  'approvals',
  'execution',
  'notifications',
  'evaluation',
  'governance',
  'behaviour',
  'insights',
];

const FOUNDATIONS = ['platform', 'audit-log', 'identity', 'rulebook', 'tickets', 'knowledge'];

/** Ways in from outside the HTTP process, like `main.ts`: they may use whatever a stage offers. */
const ENTRANCES = ['admin'];

/** Libraries that compute and do nothing else. */
const PURE_LIBRARIES = [
  'canonicalize',
  '@marcbachmann/cel-js',
  'ajv/dist/2020.js',
  'ajv-formats',
  'ipaddr.js',
  'otpauth',
  'node:crypto',
];

/** Platform values that `rules/` may use: functions of their arguments, and the types beside them. */
const PURE_PLATFORM = [
  'json/canonical.ts',
  'json/digest.ts',
  'json/raw-json.ts',
  'json/read-json.ts',
  'text/fold.ts',
  'text/mask.ts',
  'text/personal-data.ts',
].map((path) => `api/src/platform/${path}`);

/**
 * A whole stage that another may import although work flows the other way.
 * Intake and routing commit together (design §3): the route is part of the statement that takes a proposal in.
 */
const COMMITTED_TOGETHER = { from: 'intake', to: 'api/src/routing/routing.service.ts' };

/** The annotation that opens a route to anyone; the health routes of the platform need it, and nothing else of identity. */
const ANNOTATION = { from: 'api/src/platform/health/health.controller.ts', to: 'api/src/identity/access.ts' };

const imports = importsOf(apiSources());

function partOf(path: string): string {
  return path.startsWith('api/src/') ? path.split('/')[2]! : '';
}

function isRule(path: string): boolean {
  return path.includes('/rules/');
}

function said({ from, to }: Import): string {
  return `${from} imports ${to}`;
}

describe('rules/ decide and do nothing else', () => {
  const ofRules = imports.filter(({ from }) => isRule(from));

  test('they import rules, plain values of the platform, and libraries that only compute', () => {
    const allowed = (to: string) => isRule(to) || PURE_PLATFORM.includes(to) || PURE_LIBRARIES.includes(to);
    expect(ofRules.filter(({ to }) => !allowed(to)).map(said)).toEqual([]);
  });

  test('they take no random salt: whoever writes the text makes it', () => {
    expect(ofRules.filter(({ to, names }) => to.endsWith('/digest.ts') && names.includes('salted')).map(said)).toEqual(
      [],
    );
  });

  test('API types stay at the edge: no rule knows a DTO', () => {
    expect(ofRules.filter(({ to }) => to.includes('/http/') || to.endsWith('.dto.ts')).map(said)).toEqual([]);
  });
});

describe('work moves forward only', () => {
  test('a stage imports foundations, earlier stages, and the rules of any stage', () => {
    const backward = imports.filter(({ from, to }) => {
      const here = STAGES.indexOf(partOf(from));
      const there = STAGES.indexOf(partOf(to));
      if (here === -1 || there <= here || isRule(to)) return false;
      return !(partOf(from) === COMMITTED_TOGETHER.from && to === COMMITTED_TOGETHER.to);
    });
    expect(backward.map(said)).toEqual([]);
  });

  test('a foundation knows no stage but its rules: every stage stands on it', () => {
    const upward = imports.filter(
      ({ from, to }) => FOUNDATIONS.includes(partOf(from)) && STAGES.includes(partOf(to)) && !isRule(to),
    );
    expect(upward.map(said)).toEqual([]);
  });

  test('the platform knows no other foundation', () => {
    const upward = imports.filter(
      ({ from, to }) =>
        partOf(from) === 'platform' &&
        !['platform', ''].includes(partOf(to)) &&
        !(from === ANNOTATION.from && to === ANNOTATION.to),
    );
    expect(upward.map(said)).toEqual([]);
  });

  test('every folder of api/src is a foundation, a stage or an entrance, so that none escapes these rules', () => {
    const parts = new Set(apiSources().map((path) => path.split('/').slice(2, -1)[0] ?? ''));
    expect(
      [...parts].filter((part) => part !== '' && ![...FOUNDATIONS, ...STAGES, ...ENTRANCES].includes(part)),
    ).toEqual([]);
  });

  test('no file imports itself by any way round', () => {
    expect(cycleIn(imports)).toEqual([]);
  });
});

describe('the rooms of a stage', () => {
  test('a stage reaches tables that are not its own only through what a foundation offers for it', () => {
    const through = [
      'api/src/tickets/persistence/ticket.store.ts',
      // Intake writes a ticket's first revision in its own statement, and the rows are to look the same.
      'api/src/tickets/persistence/change-row.ts',
      // What a ticket is asked for by is said once, for decisions and for audit entries.
      'api/src/tickets/persistence/ticket-conditions.ts',
      'api/src/tickets/persistence/led-to.ts',
      // A live stream asks again, while it is open, whether its reader still has access.
      'api/src/identity/persistence/principal.store.ts',
    ];
    const around = imports.filter(
      ({ from, to, typeOnly }) =>
        !typeOnly && to.includes('/persistence/') && partOf(to) !== partOf(from) && !through.includes(to),
    );
    expect(around.map(said)).toEqual([]);
  });

  test('persistence knows no HTTP: rows are mapped to DTOs at the other edge', () => {
    const known = imports.filter(
      ({ from, to }) => from.includes('/persistence/') && /\.(dto|controller)\.ts$/.test(to),
    );
    expect(known.map(said)).toEqual([]);
  });

  test('only modules and bootstrap files import controllers', () => {
    const known = imports.filter(({ from, to }) => to.endsWith('.controller.ts') && !from.endsWith('.module.ts'));
    expect(known.map(said)).toEqual([]);
  });
});

describe('what stands apart', () => {
  test('admin/, sdk/ and api/ share api/openapi.json and no code', () => {
    const ofAdmin = importsOf(filesUnder('admin/src', '.ts', '.tsx'));
    const ofCard = importsOf(filesUnder('sdk/answer-card/src', '.ts'));
    const across = [
      ...ofAdmin.filter(({ to }) => /^(api|sdk)\//.test(to)),
      // Nor any library: what it brings, somebody else's page pays for.
      ...ofCard.filter(({ to }) => !to.startsWith('sdk/answer-card/')),
      ...imports.filter(({ to }) => /^(admin|sdk)\//.test(to)),
    ];
    expect(across.map(said)).toEqual([]);
  });

  test('only start.ts knows the demo', () => {
    const known = imports.filter(({ from, to }) => to.startsWith('demo/') && from !== 'api/src/start.ts');
    expect(known.map(said)).toEqual([]);
  });

  test('nothing that runs imports a test', () => {
    const known = imports.filter(({ to }) => to.startsWith('test/') || /\.(spec|fixture)\.ts$/.test(to));
    expect(known.map(said)).toEqual([]);
  });
});

/** The files of one cycle of run-time imports, in their order; empty when there is none. */
function cycleIn(all: readonly Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to, typeOnly } of all) {
    if (!typeOnly && to.startsWith('api/src/')) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const walk = (path: string, way: string[]): string[] => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (done.has(path)) return [];
    for (const to of next.get(path) ?? []) {
      const cycle = walk(to, [...way, path]);
      if (cycle.length > 0) return cycle;
    }
    done.add(path);
    return [];
  };
  return [...next.keys()].map((path) => walk(path, [])).find((cycle) => cycle.length > 0) ?? [];
}
