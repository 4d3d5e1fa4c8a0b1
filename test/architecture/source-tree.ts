import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Module, parseSync } from '@swc/core';

/** The repository. */
export const root = resolve(import.meta.dirname, '..', '..');

/** One `import … from` or `export … from`. */
export interface Import {
  /** The importing file, from the root: `api/src/main.ts`. */
  from: string;
  /** The imported file, from the root, or the name of a package as it is written. */
  to: string;
  /** Gone once compiled: it binds nothing at run time. */
  typeOnly: boolean;
  names: string[];
}

// biome-ignore lint/suspicious/noExplicitAny: any node of swc's tree, whose types name hundreds of kinds
export type Node = Record<string, any>;

/** Files below a folder whose names end like this, as paths from the root. */
export function filesUnder(folder: string, ...endings: string[]): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

/** What the API runs: its TypeScript without specs and their fixtures. */
export function apiSources(): string[] {
  return filesUnder('api/src', '.ts').filter((path) => !/\.(spec|fixture)\.ts$/.test(path));
}

export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

const trees = new Map<string, Module>();

/** The syntax tree of a file, parsed once. */
export function treeOf(path: string): Module {
  const known = trees.get(path);
  if (known) return known;
  const tree = parseSync(textOf(path), { syntax: 'typescript', tsx: path.endsWith('.tsx'), decorators: true });
  trees.set(path, tree);
  return tree;
}

/** Every import of these files; relative ones resolved to the file they name. */
export function importsOf(paths: readonly string[]): Import[] {
  return paths.flatMap((from) =>
    (treeOf(from).body as Node[])
      .filter((statement) => statement.source?.type === 'StringLiteral')
      .map((statement) => ({
        from,
        to: resolveImport(from, statement.source.value),
        typeOnly: isTypeOnly(statement),
        names: ((statement.specifiers ?? []) as Node[]).map((one) => (one.imported ?? one.orig ?? one.local)?.value),
      })),
  );
}

/** Every node of a tree, the given one first. */
export function* nodesOf(node: unknown): Generator<Node> {
  if (Array.isArray(node)) for (const entry of node) yield* nodesOf(entry);
  else if (typeof node === 'object' && node !== null) {
    yield node as Node;
    for (const value of Object.values(node)) yield* nodesOf(value);
  }
}

/** Every string that stands in a piece of the tree, e.g. both of `late ? 'expired' : 'returned'`. */
export function stringsIn(node: unknown): string[] {
  return [...nodesOf(node)].filter(({ type }) => type === 'StringLiteral').map(({ value }) => value);
}

/** `Date.now`, `this.audit.appendIn`, `fetch`: what a call calls; the empty string when it has no plain name. */
export function calleeOf({ callee }: Node): string {
  return dotted(callee);
}

function dotted(node: Node): string {
  switch (node.type) {
    case 'Identifier':
      return node.value;
    case 'ThisExpression':
      return 'this';
    case 'MemberExpression':
      return `${dotted(node.object)}.${node.property.value ?? ''}`;
    default:
      return '';
  }
}

function isTypeOnly({ typeOnly, specifiers }: Node): boolean {
  if (typeOnly) return true;
  return specifiers?.length > 0 && (specifiers as Node[]).every((one) => one.isTypeOnly);
}

function resolveImport(from: string, source: string): string {
  return source.startsWith('.') ? join(dirname(from), source).replace(/\.js$/, '.ts') : source;
}
