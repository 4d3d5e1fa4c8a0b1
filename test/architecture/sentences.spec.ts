import { describe, expect, test } from '@jest/globals';
import { parseSync } from '@swc/core';
import { filesUnder, type Node, nodesOf, textOf, treeOf } from './source-tree.js';

/** What a person reads, or hears, that is written as an attribute. */
const READ =
  /^(aria-label|aria-description|aria-roledescription|alt|helperText|label|placeholder|title|says|save|cancel)$/;

/** The product's name, the letter before a ticket's number and the names of keys are the same in every language. */
const NAMES = /^(Countersign|T-|Esc|Enter|Ctrl)$/;

const components = filesUnder('admin/src', '.ts', '.tsx').filter(
  (path) => !/\.spec\.ts$|(^|-|\/)words\.ts$|\/languages\/|api-schema\.ts$/.test(path),
);

const isWord = (text: string) => /\p{L}{2}/u.test(text) && !NAMES.test(text.trim());
/** Two words or more, the first with a capital: no code and no class name looks like this. */
const isSentence = (text: string) => /^\p{Lu}\p{Ll}+,? \p{L}+/u.test(text.trim());

/** The texts an expression can come to, as far as they are written out. */
function textsOf(node: Node | undefined): string[] {
  switch (node?.type) {
    case 'JSXExpressionContainer':
    case 'ParenthesisExpression':
      return textsOf(node.expression);
    case 'StringLiteral':
      return [node.value];
    case 'TemplateLiteral':
      return (node.quasis as Node[]).map(({ cooked }) => String(cooked));
    case 'ConditionalExpression':
      return [...textsOf(node.consequent), ...textsOf(node.alternate)];
    case 'BinaryExpression':
      return /^(&&|\|\||\?\?|\+)$/.test(node.operator) ? [...textsOf(node.left), ...textsOf(node.right)] : [];
    default:
      return [];
  }
}

/** Texts of a component that somebody reads on the screen. */
function spokenIn(tree: unknown): string[] {
  const nodes = [...nodesOf(tree)];
  const children = nodes
    .filter(({ type }) => type === 'JSXElement' || type === 'JSXFragment')
    .flatMap((element) => element.children as Node[]);
  const shown = children.flatMap((child) => (child.type === 'JSXText' ? [String(child.value)] : textsOf(child)));
  const attributes = nodes.filter(({ type, name }) => type === 'JSXAttribute' && READ.test(name?.value ?? ''));
  const thrown = new Set(
    nodes
      .filter(({ type, callee }) => type === 'NewExpression' && /Error$/.test(callee.value ?? ''))
      .flatMap((error) => [...nodesOf(error.arguments)]),
  );
  const literals = nodes.filter((node) => node.type === 'StringLiteral' && !thrown.has(node)).map(({ value }) => value);
  return [
    ...[...shown, ...attributes.flatMap(({ value }) => textsOf(value))].filter(isWord),
    ...literals.filter(isSentence),
  ];
}

describe('every sentence of the console stands in a words.ts, where another language finds it', () => {
  test.each(components)('%s has none of its own', (path) => {
    expect([...new Set(spokenIn(treeOf(path)))]).toEqual([]);
  });

  test('one that is written into a component is found', () => {
    const found = (code: string) => spokenIn(parseSync(code, { syntax: 'typescript', tsx: true }));
    expect(found('const A = () => <p>Nothing yet</p>')).toEqual(['Nothing yet']);
    expect(found('const A = () => <p aria-label="Close" className="quiet small">{words.title}</p>')).toEqual(['Close']);
    expect(found("const A = () => <p>{busy ? 'Waiting' : words.done}</p>")).toEqual(['Waiting']);
    expect(found("notify('Saved for good')")).toEqual(['Saved for good']);
  });
});

test('every action of the audit log is told in words', () => {
  const maps = ['audit-actions', 'change-actions']
    .map((name) => textOf(`api/src/audit-log/rules/${name}.ts`))
    .join('\n');
  const actions = [...maps.matchAll(/^ {2}'(\w+\.\w+)':/gm)];
  const told = textOf('admin/src/audit-log/entry-words.ts');
  expect(actions.length).toBeGreaterThan(35);
  expect(actions.map(([, action]) => action).filter((action) => !told.includes(`'${action}':`))).toEqual([]);
});
