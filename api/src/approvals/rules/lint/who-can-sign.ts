import { fold } from '../../../platform/text/fold.js';
import { evaluateQuorum } from '../quorum.js';
import type { Requirement } from '../requirement.js';
import { missingInWords } from '../words.js';
import type { FindingKind, Surroundings } from './finding.js';

/** What keeps a requirement from being met; `total` when nothing that could be proposed would get its signatures. */
export interface Obstacle {
  kind: Extract<FindingKind, 'nobody' | 'four_eyes' | 'one_missing'>;
  total: boolean;
  message: string;
  /** Roles that are missing, agents, or people. */
  names: string[];
}

/**
 * Whether the people there are can meet a requirement: at all, for what each agent proposes, and without any one of them.
 * @param tools folded names of the tools it is for; null for any
 */
export function obstacleTo(
  requirement: Requirement,
  tools: ReadonlySet<string> | null,
  { people, agents }: Surroundings,
): Obstacle | null {
  const without = (...ids: string[]) =>
    evaluateQuorum(
      requirement,
      people.filter(({ id }) => !ids.includes(id)),
    );
  const all = without();
  if (!all.satisfied) {
    const many = all.missing.length > 1 || all.missing.some(({ count }) => count > 1);
    const message = `nobody can fill it: ${missingInWords(all.missing)} ${many ? 'are' : 'is'} missing`;
    return { kind: 'nobody', total: true, message, names: [...new Set(all.missing.flatMap(({ anyOf }) => anyOf))] };
  }
  const proposers = agents.filter((agent) => mayPropose(agent.tools, tools));
  const barred = proposers.filter(({ ownerId, issuers }) =>
    [ownerId, ...issuers].some((issuer) => !without(ownerId, issuer).satisfied),
  );
  if (barred.length > 0) {
    const names = barred.map(({ name }) => name);
    return {
      kind: 'four_eyes',
      total: barred.length === proposers.length,
      message: `nobody can fill it for what ${inWords(names)} proposes: whoever owns an agent, or issued its key, does not count`,
      names,
    };
  }
  const needed = people.filter(({ id }) => !without(id).satisfied);
  if (needed.length === 0) return null;
  const names = needed.map(({ name }) => name);
  const message = `it hangs on ${inWords(names)}: nobody can fill it while they are away, or when they revised the ticket`;
  return { kind: 'one_missing', total: false, message, names };
}

function mayPropose(scope: readonly string[] | null, tools: ReadonlySet<string> | null): boolean {
  return scope === null || tools === null || scope.some((name) => tools.has(fold(name)));
}

/** "a", "a and b", "a, b and 3 more". */
export function inWords(names: readonly string[], most = 3): string {
  const shown = names.length > most ? [...names.slice(0, most - 1), `${names.length - most + 1} more`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
