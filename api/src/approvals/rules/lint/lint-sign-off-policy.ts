import { fold } from '../../../platform/text/fold.js';
import { evaluateQuorum } from '../quorum.js';
import type { CompiledRule, CompiledSignOffPolicy } from '../sign-off-document.js';
import { strictest } from '../strictest.js';
import type { FindingKind, PolicyFinding, Surroundings } from './finding.js';
import { alwaysWith, constantOf, outdoneBy } from './reach.js';
import { inWords, obstacleTo } from './who-can-sign.js';

const ROOT = 'sign_off_policy';

/**
 * What a sign-off policy that can be read would lead to in this installation: rules that nobody can satisfy, that one
 * person alone can, that never decide anything, and names that mean nothing here.
 */
export function lintSignOffPolicy(policy: CompiledSignOffPolicy, around: Surroundings): PolicyFinding[] {
  return [
    ...policy.rules.flatMap((_, at) => lintRule(policy, at, around)),
    ...lintTogether(policy, around),
    ...lintOtherwise(policy, around),
  ];
}

function lintRule({ rules }: CompiledSignOffPolicy, at: number, around: Surroundings): PolicyFinding[] {
  const rule = rules[at]!;
  const path = `${ROOT}.rules[${at}]`;
  const found: PolicyFinding[] = [];
  const note: Note = (kind, where, message, names, severity = 'warning') =>
    found.push({
      id: `${kind}:${rule.name}`,
      severity,
      kind,
      path: `${path}${where}`,
      message: sentence(message),
      names,
    });

  const idle = constantOf(rule) === false;
  if (idle) note('never_applies', '.when', 'its condition is never true', [rule.name]);
  const other = outdoneBy(rules, at);
  if (other && !idle) {
    const message = `never decides anything: “${other.name}” applies to the same calls and asks at least as much`;
    note('never_decides', '', message, [rule.name, other.name]);
  }
  const obstacle = obstacleTo(rule.require, rule.tools, around);
  if (obstacle) note(obstacle.kind, '.require', obstacle.message, obstacle.names, obstacle.total ? 'error' : 'warning');
  const whole = strictest([rule.require, ...alwaysWith(rules, rule).map(({ require }) => require)]);
  if (!idle && evaluateQuorum(whole, []).required === 1) {
    note('one_person', '.require', 'one person alone fills it where no other rule applies', []);
  }
  lintTools(rule, around, note);
  return found;
}

type Note = (
  kind: FindingKind,
  where: string,
  message: string,
  names: string[],
  severity?: PolicyFinding['severity'],
) => void;

function lintTools(rule: CompiledRule, { tools }: Surroundings, note: Note): void {
  const named = [...(rule.tools ?? [])];
  const toolOf = (name: string) => tools.find((tool) => fold(tool.name) === name);
  const unknown = named.filter((name) => !toolOf(name));
  if (unknown.length > 0) note('unknown_tool', '.tool', `no tool is registered as ${inWords(unknown)}`, unknown);
  const unsigned = named.filter((name) => toolOf(name)?.signOff === 'none');
  if (unsigned.length > 0) {
    const message = `${inWords(unsigned)} is registered as needing no signature, whatever a rule says`;
    note('unsigned_tool', '.tool', message, unsigned);
  }
  const known = (rule.tools === null ? tools : named.flatMap((name) => toolOf(name) ?? [])).map(
    (tool) => tool.arguments,
  );
  if (known.length === 0 || known.some((names) => names === null)) return;
  const read = [...(rule.condition ?? '').matchAll(/\bargs\.([A-Za-z_]\w*)/g)].map(([, name]) => name!);
  const unread = [...new Set(read)].filter((name) => !known.some((names) => names!.includes(name)));
  if (unread.length > 0) {
    const message = `reads ${inWords(unread)}, which no argument is called: what can’t be evaluated applies to every call`;
    note('unknown_argument', '.when', message, unread);
  }
}

/** Rules that can each be met and not all at once. */
function lintTogether({ rules }: CompiledSignOffPolicy, around: Surroundings): PolicyFinding[] {
  return around.tools.flatMap(({ name }) => {
    const applying = rules.filter((rule) => rule.tools === null || rule.tools.has(fold(name)));
    const apart = applying.every((rule) => evaluateQuorum(rule.require, around.people).satisfied);
    const [first, ...others] = applying;
    if (!apart || !first || others.length === 0) return [];
    const obstacle = obstacleTo(strictest([first.require, ...others.map(({ require }) => require)]), null, around);
    if (obstacle?.kind !== 'nobody') return [];
    const always = applying.every((rule) => constantOf(rule) === true);
    const called = applying.map((rule) => rule.name);
    const message = `Where ${inWords(called.map((one) => `“${one}”`))} apply to ${name} together, ${obstacle.message}.`;
    const severity = always ? ('error' as const) : ('warning' as const);
    const kind = 'nobody_for_all' as const;
    return [{ id: `nobody:${name}`, severity, kind, path: `${ROOT}.rules`, message, names: [name, ...called] }];
  });
}

function lintOtherwise({ rules, otherwise }: CompiledSignOffPolicy, around: Surroundings): PolicyFinding[] {
  const path = `${ROOT}.otherwise`;
  const found: PolicyFinding[] = [];
  const obstacle = obstacleTo(otherwise, null, around);
  if (obstacle) {
    const severity = obstacle.total ? 'error' : 'warning';
    found.push({
      id: `${obstacle.kind}:otherwise`,
      severity,
      kind: obstacle.kind,
      path,
      message: sentence(obstacle.message),
      names: obstacle.names,
    });
  }
  const always = (tool: string) =>
    rules.some((rule) => (rule.tools === null || rule.tools.has(fold(tool))) && constantOf(rule) === true);
  const left = around.tools.filter(
    ({ name, changesWorld, signOff }) => changesWorld && signOff === null && !always(name),
  );
  if (left.length > 0 && evaluateQuorum(otherwise, []).required === 1) {
    const names = left.map(({ name }) => name);
    const message = `One person alone fills it, for ${inWords(names)} where no rule applies.`;
    found.push({ id: 'one_person:otherwise', severity: 'warning', kind: 'one_person', path, message, names });
  }
  return found;
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
