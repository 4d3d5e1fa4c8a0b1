import { fold } from '../../../platform/text/fold.js';
import type { CompiledCondition, CompiledRoutingPolicy } from '../compiled-policy.js';
import { RISK_POINTS } from '../risk-points.js';
import { isUnsaid, listed } from './candidates.js';
import { nearTo } from './near.js';
import { type Note, whereOf } from './note.js';
import type { RoutingSurroundings } from './routing-finding.js';

/** Names of tools and domains that mean nothing here, and tools that are allowed only as far as it looks. */
export function lintNames(policy: CompiledRoutingPolicy, around: RoutingSurroundings, note: Note): void {
  const tools = around.tools.map(({ name }) => name);
  const domains = [...new Set([...around.domains, ...Object.keys(RISK_POINTS.domain)])];
  for (const one of [...policy.hardBlockIf, ...policy.reviewRequiredIf, ...policy.autoAllowIf]) {
    if (isUnsaid(one)) continue;
    if (one.signal === 'domain') lintKnown(one, 'unknown_domain', domains, note);
    if (one.signal !== 'tool_call') continue;
    lintKnown(one, 'unknown_tool', tools, note);
    if (one.rule === 'auto_allow_if') lintSigned(one, around, note);
  }
}

/** Lists to review and to block take any spelling of a name, the list to allow only its own. */
function lintKnown(
  one: CompiledCondition,
  kind: 'unknown_tool' | 'unknown_domain',
  known: readonly string[],
  note: Note,
): void {
  const is = (name: string, other: string) => (one.test === 'exactly' ? name === other : fold(name) === fold(other));
  for (const [at, name] of listed(one.expected).entries()) {
    if (known.some((other) => is(name, other))) continue;
    const near = nearTo(name, known);
    const nobody = kind === 'unknown_tool' ? 'no tool is registered as' : 'no agent proposes in the domain';
    const message = `${nobody} “${name}”${near === null ? '' : `; “${near}” there is`}`;
    note(one, kind, message, near === null ? [name] : [name, near], { at });
  }
}

/** A call that changes the world takes its sign-offs whatever routing says, and one with preconditions a look at them. */
function lintSigned(one: CompiledCondition, { tools }: RoutingSurroundings, note: Note): void {
  for (const [at, name] of listed(one.expected).entries()) {
    const tool = tools.find((other) => other.name === name);
    if (!tool || !(tool.conditional || (tool.changesWorld && tool.signOff === null))) continue;
    const why = tool.conditional ? 'has preconditions' : 'changes the world';
    const message = `“${name}” in ${whereOf(one)} is allowed only as it seems: it ${why}, so that its calls wait for people`;
    note(one, 'still_signed', message, [name, tool.conditional ? 'preconditions' : 'changes_world'], { at });
  }
}
