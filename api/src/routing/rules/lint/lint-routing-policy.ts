import { fold } from '../../../platform/text/fold.js';
import type { CompiledCondition, CompiledRoutingPolicy } from '../compiled-policy.js';
import { holds } from '../evaluate-routing.js';
import { isKnown, isUnsaid, listed, Reach, SIGNALS } from './candidates.js';
import { bestCase, exampleOf, type Said, signalsOf } from './example.js';
import { lintNames } from './lint-names.js';
import { type Note, noteOf, whereOf } from './note.js';
import type { RoutingFinding, RoutingSurroundings } from './routing-finding.js';

/** As many as whoever adds a policy can say they have read. */
const MOST = 100;

/**
 * What a routing policy that can be read would come to here: what is never allowed though it looks so, conditions that
 * decide nothing or everything, and names that mean nothing. Of our own findings, such as a repeat, it supposes none.
 */
export function lintRoutingPolicy(policy: CompiledRoutingPolicy, around: RoutingSurroundings): RoutingFinding[] {
  const reach = new Reach(policy, around);
  const best = bestCase(reach, around);
  const findings: RoutingFinding[] = [];
  const note = noteOf(findings, (said) => exampleOf(policy, { ...best, ...said }, around));
  lintStrict(policy.hardBlockIf, [], note);
  lintStrict(policy.reviewRequiredIf, policy.hardBlockIf, note);
  if (policy.allows) lintAllowed(reach, best, around, note);
  lintNames(policy, around, note);
  return findings.slice(0, MOST);
}

/** Conditions to review or block: those that hold always, of nothing, or where a stricter one does. */
function lintStrict(section: readonly CompiledCondition[], stricter: readonly CompiledCondition[], note: Note): void {
  for (const one of section) {
    const wider = stricter.find((other) => other.signal === one.signal && coversThreshold(other, one));
    if (alwaysHolds(one)) {
      const does = one.rule === 'hard_block_if' ? 'blocks' : 'sends to people';
      const message = `${whereOf(one)} holds of every proposal: it ${does} everything`;
      note(one, 'always_holds', message, [whereOf(one)], {
        severity: one.rule === 'hard_block_if' ? 'error' : 'warning',
        said: {},
      });
    } else if (one.name === 'confidence_below' && one.threshold === 0) {
      const message = `${whereOf(one)} is 0: no confidence is below, and it holds only where none is given`;
      note(one, 'only_unknown', message, [whereOf(one)], { said: { confidence: null } });
    } else if (wider) {
      const message = `${whereOf(one)} never decides anything: ${whereOf(wider)} holds with it, and blocks`;
      note(one, 'never_decides', message, [whereOf(one), whereOf(wider)], {});
    }
    lintEntries(one, stricter, note);
  }
}

/** Values of a list that another list, or the same one, has already. */
function lintEntries(one: CompiledCondition, stricter: readonly CompiledCondition[], note: Note): void {
  const names = listed(one.expected);
  const exact = one.test === 'exactly';
  for (const [at, name] of names.entries()) {
    const wider = stricter.find((other) => other.signal === one.signal && holds(other, name));
    const before = names.slice(0, at).find((other) => other === name || (!exact && fold(other) === fold(name)));
    if (wider) {
      const message = `“${name}” in ${whereOf(one)} never decides anything: ${whereOf(wider)} blocks it`;
      note(one, 'never_decides', message, [name, whereOf(wider)], { at, said: { [one.signal]: name } });
    } else if (before !== undefined) {
      const message = `“${name}” in ${whereOf(one)} never decides anything: “${before}” is there already`;
      note(one, 'never_decides', message, [name, before], { at });
    }
  }
}

/** Conditions to allow: values and thresholds that a stricter condition takes, and whether anything is left. */
function lintAllowed(reach: Reach, best: Said, around: RoutingSurroundings, note: Note): void {
  const written = reach.policy.autoAllowIf.filter((one) => !isUnsaid(one));
  const shut = SIGNALS.filter((signal) => reach.open(signal).length === 0);
  for (const one of written) lintEntries(one, [], note);
  for (const one of written.filter(({ signal }) => !shut.includes(signal))) {
    lintReach(reach, one, note);
    if (reach.candidates[one.signal].every((value) => !isKnown(value) || holds(one, value))) {
      const message = `${whereOf(one)} asks nothing but that there is a value: every one fulfils it`;
      note(one, 'asks_nothing', message, [whereOf(one)], { said: {} });
    }
  }
  for (const signal of shut) {
    const about = [...written, ...reach.strict].filter((one) => one.signal === signal).map(whereOf);
    noteNothing(note, signal, [...new Set(about)]);
  }
  const { riskScore } = signalsOf(best, around);
  if (shut.length > 0 || reach.open('risk_score').includes(riskScore)) return;
  noteNothing(note, 'risk_score_least', [
    ...written.filter(({ signal }) => signal === 'risk_score').map(whereOf),
    ...reach.against('risk_score', riskScore).map(whereOf),
    ...written.filter(({ signal }) => signal === 'domain' || signal === 'tool_call').map(whereOf),
  ]);
}

function lintReach(reach: Reach, one: CompiledCondition, note: Note): void {
  for (const [at, name] of listed(one.expected).entries()) {
    const [against] = reach.against(one.signal, name);
    if (!against) continue;
    const does = against.rule === 'hard_block_if' ? 'blocks it' : 'sends it to people';
    const message = `“${name}” in ${whereOf(one)} is never allowed: ${whereOf(against)} ${does}`;
    note(one, 'never_reached', message, [name, whereOf(against)], { at, said: { [one.signal]: name } });
  }
  if (one.values.size > 0) return;
  const taken = reach.candidates[one.signal].filter((value) => isKnown(value) && holds(one, value));
  const against = taken.flatMap((value) => reach.against(one.signal, value))[0];
  if (!against) return;
  const message = `${whereOf(one)} is overruled: ${whereOf(against)} holds of some of what it would allow`;
  const worst = taken.findLast((value) => reach.against(one.signal, value).length > 0);
  note(one, 'overruled', message, [whereOf(one), whereOf(against)], {
    said: one.signal === 'confidence' ? { confidence: worst } : undefined,
  });
}

function noteNothing(note: Note, about: string, conditions: string[]): void {
  const message = `nothing is ever allowed: ${conditions.join(', ')} leave nothing that could be`;
  note({ rule: 'auto_allow_if', name: about }, 'never_allows', message, conditions, { whole: true, said: {} });
}

/** Whether it holds of everything that says something. Where nothing is said, nothing is allowed anyway. */
function alwaysHolds(one: CompiledCondition): boolean {
  if (one.test === 'at_least_or_unknown') return one.threshold === 0;
  const scale = { policy_decision: ['allow', 'review', 'deny'], pii_leak_risk: ['low', 'medium', 'high'] };
  const all = scale[one.signal as keyof typeof scale];
  return all?.every((value) => holds(one, value)) ?? false;
}

/** Whether the other threshold holds wherever this one does. */
function coversThreshold(other: CompiledCondition, one: CompiledCondition): boolean {
  if (other.name !== one.name) return false;
  if (one.test === 'below_or_unknown') return other.threshold >= one.threshold;
  return one.test === 'at_least_or_unknown' && other.threshold <= one.threshold;
}
