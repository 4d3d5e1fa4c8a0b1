import { describe, expect, test } from '@jest/globals';
import { apiSources, calleeOf, filesUnder, importsOf, type Node, nodesOf, textOf, treeOf } from './source-tree.js';

const MOST_LINES = 250;

/** Where a statement in TypeScript belongs. Everything longer stands in a `.sql` file in one of these rooms. */
const SQL_ROOMS = [/\/persistence\//, /^api\/src\/platform\//];

/** Settings change a few times a day, in one transaction of two or three statements: whole in one place they read best. */
const SETTINGS = [
  'api/src/identity/people.service.ts',
  'api/src/identity/agents.service.ts',
  'api/src/identity/session.service.ts',
  'api/src/identity/own-account.service.ts',
  'api/src/identity/second-factor.ts',
  'api/src/rulebook/rulebook.service.ts',
  'api/src/rulebook/kill-switch.service.ts',
  'api/src/approvals/reject-reasons.service.ts',
  'api/src/notifications/channels.service.ts',
  'api/src/audit-log/audit-log.ts',
];

const SQL = /\b(SELECT\s.*\bFROM|SELECT FROM|INSERT INTO|UPDATE \w+ .*\bSET|DELETE FROM)\b/s;

/** What reaches out of the process, and the only folders that may. */
const NETWORK: Record<string, RegExp> = {
  undici: /^api\/src\/(execution|notifications)\/connectors\//,
  openai: /^api\/src\/(drafting|knowledge)\/connectors\//,
  cockatiel: /^api\/src\/(execution\/gates|(drafting|knowledge)\/connectors)\//,
  nodemailer: /^api\/src\/notifications\/connectors\//,
  bull: /^api\/src\/execution\/dispatch\//,
  ioredis: /^api\/src\/execution\/dispatch\//,
  '@nestjs/bull': /^api\/src\/execution\/(dispatch\/|execution\.module)/,
};

/** What may be awaited while a transaction is open: the database, and the audit entry that goes with the change. */
const IN_TRANSACTION =
  /^(client\.query|this\.audit\.appendIn|this\.foundOut|this\.putIn|this\.(changes|rulebook)\.\w+In|takeTurn|takeChannel|takeOpenChannel|eraseTexts|endSessions|rotate)$/;

const ROUTES = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'All'];
const ACCESS = [
  'Anyone',
  'AgentsOnly',
  'AgentsOrWidget',
  'People',
  'Reviewers',
  'Deciders',
  'ChangeDeciders',
  'Resolvers',
];

const sources = apiSources();
const imports = importsOf(sources);

describe('rules/ have no clock and no dice: the same case is decided the same way, in a test and in a year', () => {
  test.each(sources.filter((path) => path.includes('/rules/')))('%s', (path) => {
    expect([...nodesOf(treeOf(path))].map(clockOrDice).filter((found) => found !== null)).toEqual([]);
  });
});

describe('the database', () => {
  test('nothing is saved as an entity: a change names the state it was decided on', () => {
    expect(sources.filter((path) => calls(path).some((callee) => callee.endsWith('.save')))).toEqual([]);
  });

  test('SQL stands in persistence/, in the platform, and in the services of settings', () => {
    const allowed = (path: string) => SQL_ROOMS.some((room) => room.test(path)) || SETTINGS.includes(path);
    expect(sources.filter((path) => !allowed(path) && texts(path).some((text) => SQL.test(text)))).toEqual([]);
    expect(filesUnder('api/src', '.sql').filter((path) => !path.includes('/persistence/'))).toEqual([]);
  });

  test('TypeORM opens the pool and migrates, and is known nowhere else', () => {
    const known = imports.filter(({ to }) => to === 'typeorm' || to === '@nestjs/typeorm').map(({ from }) => from);
    expect(
      [...new Set(known)].filter((path) => !/^api\/src\/platform\/(database\/|platform\.module)/.test(path)),
    ).toEqual([]);
  });

  test('a transaction awaits the database and nothing else, so that no lock is held across a network call', () => {
    const transactions = sources.flatMap((path) => callsOf(treeOf(path)).filter(opensTransaction));
    const awaited = transactions
      .flatMap((call) => [...nodesOf(call.arguments)])
      .filter(({ type }) => type === 'AwaitExpression')
      .map(({ argument }) => calleeOf(argument));
    expect(transactions.length).toBeGreaterThan(5);
    expect(awaited.filter((callee) => !IN_TRANSACTION.test(callee))).toEqual([]);
  });
});

describe('the network', () => {
  test.each(Object.entries(NETWORK))(
    '%s is used in one place, where every call is bounded and allowed',
    (name, where) => {
      expect(imports.filter(({ from, to }) => to === name && !where.test(from)).map(({ from }) => from)).toEqual([]);
    },
  );

  test('nothing calls fetch, which knows no list of allowed hosts', () => {
    expect(sources.filter((path) => calls(path).includes('fetch'))).toEqual([]);
  });
});

describe('the framework', () => {
  test('modules need no forwardRef: work moves forward only', () => {
    expect(sources.filter((path) => calls(path).includes('forwardRef'))).toEqual([]);
  });

  test('every route says who may call it; the guard refuses those that do not', () => {
    const routes = sources.filter((path) => path.endsWith('.controller.ts')).flatMap(routesOf);
    expect(routes.length).toBeGreaterThan(25);
    expect(routes.filter(({ access }) => !access).map(({ name }) => name)).toEqual([]);
  });

  test('a route is nowhere but in a controller’s file, where the annotations are looked for', () => {
    const classes = (path: string) => [...nodesOf(treeOf(path))].filter(({ type }) => type === 'ClassDeclaration');
    const elsewhere = sources.filter((path) => !path.endsWith('.controller.ts'));
    expect(elsewhere.filter((path) => classes(path).some((one) => decorated(one.decorators, ['Controller'])))).toEqual(
      [],
    );
    expect(elsewhere.filter((path) => callsOf(treeOf(path)).some(opensRoute))).toEqual([]);
  });

  test('every controller lives in http/, or in the platform', () => {
    const controllers = sources.filter((path) => path.endsWith('.controller.ts'));
    expect(controllers.filter((path) => !/\/http\/|^api\/src\/platform\//.test(path))).toEqual([]);
  });
});

describe('a file is read in one go', () => {
  test(`nothing in api/src is longer than ${MOST_LINES} lines`, () => {
    const length = (path: string) => textOf(path).split('\n').length - 1;
    expect(sources.filter((path) => length(path) > MOST_LINES).map((path) => `${path} ${length(path)}`)).toEqual([]);
  });
});

function clockOrDice(node: Node): string | null {
  if (node.type === 'NewExpression' && node.callee.value === 'Date' && node.arguments.length === 0) return 'new Date()';
  if (node.type !== 'CallExpression') return null;
  const callee = calleeOf(node);
  return /^(Date\.now|Math\.random|performance\.now|process\.hrtime.*|random(Bytes|UUID|Int)|newId|set(Timeout|Interval))$/.test(
    callee,
  )
    ? callee
    : null;
}

function callsOf(tree: unknown): Node[] {
  return [...nodesOf(tree)].filter(({ type }) => type === 'CallExpression');
}

function calls(path: string): string[] {
  return callsOf(treeOf(path)).map(calleeOf);
}

function opensTransaction(call: Node): boolean {
  return calleeOf(call).endsWith('database.transaction');
}

/** Every string and every piece of a template. */
function texts(path: string): string[] {
  return [...nodesOf(treeOf(path))].flatMap(({ type, value, quasis }) => {
    if (type === 'StringLiteral') return [value as string];
    if (type !== 'TemplateLiteral') return [];
    return [(quasis as Node[]).map((piece) => piece.raw as string).join('…')];
  });
}

function routesOf(path: string): { name: string; access: boolean }[] {
  const classes = [...nodesOf(treeOf(path))].filter(({ type }) => type === 'ClassDeclaration');
  return classes.flatMap((one) =>
    (one.body as Node[])
      .filter((member) => member.type === 'ClassMethod' && decorated(member.function.decorators, ROUTES))
      .map((member) => ({
        name: `${one.identifier.value}.${member.key.value}`,
        access: decorated(member.function.decorators, ACCESS) || decorated(one.decorators, ACCESS),
      })),
  );
}

/** A route made by hand: the first argument is a path, or an object that has one. */
function opensRoute(call: Node): boolean {
  if (!/^(fastify|app|adapter|server)\.(get|post|put|patch|delete|all|route)$/.test(calleeOf(call))) return false;
  const first = (call.arguments as Node[])[0]?.expression as Node | undefined;
  return first?.type === 'ObjectExpression' || (first?.type === 'StringLiteral' && String(first.value).startsWith('/'));
}

function decorated(decorators: Node[] | undefined, names: readonly string[]): boolean {
  return (decorators ?? []).some(({ expression }) => names.includes(calleeOf(expression)));
}
