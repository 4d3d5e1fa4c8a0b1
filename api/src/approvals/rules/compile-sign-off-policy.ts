import { fold } from '../../platform/text/fold.js';
import { type CelCondition, celMessage, compileCelCondition } from './cel-condition.js';
import { DocumentReader } from './read-document.js';
import { readRequirement } from './read-requirement.js';
import { type CompiledRule, type CompiledSignOffPolicy, SignOffPolicyError } from './sign-off-document.js';
import { canBeJoined } from './strictest.js';
import { MOST_PEOPLE, MOST_WAYS } from './ways.js';

const ROOT = 'sign_off_policy';
const YEAR_SECONDS = 31_536_000;

/**
 * Reads a sign-off policy document as parsed from JSON, checks all of it and compiles its conditions.
 * @throws SignOffPolicyError naming everything that is wrong at once
 */
export function compileSignOffPolicy(document: unknown): CompiledSignOffPolicy {
  const reader = new DocumentReader();
  const root = reader.object(document, '', [ROOT]);
  const written = reader.object(root[ROOT], ROOT, ['expires_after_seconds', 'rules', 'otherwise']);
  const policy = {
    expiresAfterSeconds: reader.integer(
      written.expires_after_seconds,
      `${ROOT}.expires_after_seconds`,
      1,
      YEAR_SECONDS,
    ),
    rules: reader
      .list(written.rules, `${ROOT}.rules`)
      .map((rule, at) => readRule(reader, rule, `${ROOT}.rules[${at}]`)),
    asksAgentDay: /agent_day|sums\s*\[/.test(JSON.stringify(document)),
    otherwise: readRequirement(reader, written.otherwise, `${ROOT}.otherwise`),
  };
  if (reader.issues.length === 0) refuseClashes(reader, policy.rules);
  if (reader.issues.length > 0) throw new SignOffPolicyError(reader.issues);
  return policy;
}

function readRule(reader: DocumentReader, value: unknown, path: string): CompiledRule {
  const rule = reader.object(value, path, ['name', 'tool', 'when', 'because', 'require', 'step_up']);
  const name = reader.text(rule.name, `${path}.name`);
  return {
    name,
    tools: rule.tool === undefined ? null : readTools(reader, rule.tool, `${path}.tool`),
    when: rule.when === undefined ? null : readCondition(reader, rule.when, `${path}.when`),
    condition: typeof rule.when === 'string' ? rule.when : null,
    because: rule.because === undefined ? name : reader.text(rule.because, `${path}.because`),
    require: readRequirement(reader, rule.require, `${path}.require`),
    stepUp: rule.step_up !== undefined && reader.bool(rule.step_up, `${path}.step_up`),
  };
}

function readTools(reader: DocumentReader, value: unknown, path: string): Set<string> {
  if (!Array.isArray(value)) return new Set([fold(reader.text(value, path))]);
  return new Set(reader.filledList(value, path).map((tool, at) => fold(reader.text(tool, `${path}[${at}]`))));
}

function readCondition(reader: DocumentReader, value: unknown, path: string): CelCondition | null {
  const source = reader.text(value, path);
  if (source === '') return null;
  try {
    return compileCelCondition(source);
  } catch (error) {
    return reader.refuse(path, `cannot be used: ${celMessage(error)}`, null);
  }
}

/** Rules that can hold for one tool at once must be able to be met together. */
function refuseClashes(reader: DocumentReader, rules: readonly CompiledRule[]): void {
  const names = rules.map((rule) => rule.name);
  const twice = names.findIndex((name, at) => names.indexOf(name) !== at);
  if (twice !== -1) reader.refuse(`${ROOT}.rules[${twice}].name`, 'is the name of an earlier rule.', null);
  for (const tool of new Set(['', ...rules.flatMap((rule) => [...(rule.tools ?? [])])])) {
    const together = rules.filter((rule) => rule.tools === null || rule.tools.has(tool));
    if (canBeJoined(together.map((rule) => rule.require))) continue;
    const where = tool === '' ? 'any tool' : tool;
    reader.refuse(
      `${ROOT}.rules`,
      `ask too much of ${where} together: more than ${MOST_PEOPLE} people or ${MOST_WAYS} ways.`,
      null,
    );
  }
}
