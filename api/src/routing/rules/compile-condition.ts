import { fold } from '../../platform/text/fold.js';
import type { CompiledCondition, Test } from './compiled-policy.js';
import type { Section } from './decision.js';
import { type ConditionName, type PolicyIssue, SCALES, type Signal, THRESHOLDS } from './policy-document.js';

type Threshold = keyof typeof THRESHOLDS;
type Named = keyof typeof SCALES;

/** A condition reads the signal of its name, but for this one, whose name says what people are told. */
const READS = { unsure_domain: 'domain' } as const satisfies Partial<Record<Named, Signal>>;

const COMPARED: Readonly<Record<Threshold, { signal: Signal; test: Test }>> = {
  confidence_min: { signal: 'confidence', test: 'at_least' },
  confidence_below: { signal: 'confidence', test: 'below_or_unknown' },
  risk_score_max: { signal: 'risk_score', test: 'at_most' },
  risk_score_min: { signal: 'risk_score', test: 'at_least_or_unknown' },
};

/** One condition made ready to run; null, and an issue for each thing wrong with it, when it cannot be. */
export function compileCondition(
  rule: Section,
  name: ConditionName,
  value: unknown,
  path: string,
  issues: PolicyIssue[],
): CompiledCondition | null {
  return name in THRESHOLDS
    ? compileThreshold(rule, name as Threshold, value, path, issues)
    : compileNames(rule, name as Named, value, path, issues);
}

function compileThreshold(
  rule: Section,
  name: Threshold,
  value: unknown,
  path: string,
  issues: PolicyIssue[],
): CompiledCondition | null {
  const highest = THRESHOLDS[name];
  if (typeof value !== 'number' || !(value >= 0 && value <= highest)) {
    issues.push({ path, message: `must be a number from 0 to ${highest}.` });
    return null;
  }
  return { rule, name, ...COMPARED[name], expected: value, threshold: value, highest, values: new Set() };
}

function compileNames(
  rule: Section,
  name: Named,
  value: unknown,
  path: string,
  issues: PolicyIssue[],
): CompiledCondition | null {
  const names: unknown[] = Array.isArray(value) ? value : [value];
  const found = names.flatMap((entry, at) => nameIssue(name, entry, Array.isArray(value) ? `${path}[${at}]` : path));
  if (names.length === 0) found.push({ path, message: 'must name at least one value, or be left out.' });
  issues.push(...found);
  if (found.length > 0) return null;
  const exact = rule === 'auto_allow_if';
  return {
    rule,
    name,
    signal: name === 'unsure_domain' ? READS[name] : name,
    test: exact ? 'exactly' : name === 'tool_call' ? 'like_or_illegible' : 'like',
    expected: Array.isArray(value) ? Object.freeze([...names]) : value,
    threshold: 0,
    highest: 0,
    values: new Set((names as string[]).map((entry) => (exact ? entry : fold(entry)))),
  };
}

function nameIssue(name: Named, entry: unknown, path: string): PolicyIssue[] {
  if (typeof entry !== 'string' || fold(entry) === '') return [{ path, message: 'must be text that is not blank.' }];
  const scale = SCALES[name];
  if (scale === null || scale.includes(entry)) return [];
  return [{ path, message: `must be one of ${scale.join(', ')}.` }];
}
