import { apiSources, calleeOf, type Node, nodesOf, stringsIn, treeOf } from './source-tree.js';

/** Stable codes of refusals with the HTTP statuses they are written with; a status that is no literal is left out. */
export function errorCodes(): Map<string, Set<number>> {
  const codes = new Map<string, Set<number>>();
  for (const { code, status } of apiSources().flatMap((path) => [...nodesOf(treeOf(path))].flatMap(codesOf))) {
    const statuses = codes.get(code) ?? new Set();
    if (status !== null) statuses.add(status);
    codes.set(code, statuses);
  }
  return codes;
}

function codesOf(node: Node): { code: string; status: number | null }[] {
  if (node.type === 'NewExpression' && node.callee.value === 'Problem') {
    const [status, code] = node.arguments as Node[];
    return withStatus(code?.expression, numberOf(status?.expression));
  }
  if (node.type === 'NewExpression' && node.callee.value === 'JsonRefused')
    return withStatus(node.arguments[0].expression, 400);
  // A rule's refusal: `{ok: false, code: 'already_signed', because}`.
  if (node.type === 'KeyValueProperty' && node.key.value === 'code') return withStatus(node.value, null);
  if (node.type === 'CallExpression' && calleeOf(node) === 'conflict')
    return withStatus(node.arguments[0].expression, 409);
  return [];
}

function withStatus(code: unknown, status: number | null): { code: string; status: number | null }[] {
  return results(code as Node | undefined).map((text) => ({ code: text, status }));
}

/** What an expression can come to, as far as it is written out: not the strings of a condition. */
function results(node: Node | undefined): string[] {
  if (node?.type === 'ConditionalExpression') return [...results(node.consequent), ...results(node.alternate)];
  return node?.type === 'StringLiteral' ? stringsIn(node) : [];
}

function numberOf(node: Node | undefined): number | null {
  return node?.type === 'NumericLiteral' ? node.value : null;
}
