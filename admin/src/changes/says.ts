import type { FiledChange, Role } from '../api-types';
import type { Seen } from '../ui/states';
import { orList, roleName } from '../words/names';
import { visible } from '../words/visible';
import { words } from './words';

/** What a change is called: by what it answers, where it answers something. */
export const titleOf = ({ flag }: Pick<FiledChange, 'flag'>): string =>
  flag ? words.of(words.mitigations[flag.mitigation]![0], domainOf(flag.domain)) : words.otherPolicy;

export const domainOf = (domain: string | null): string => (domain === null ? words.allDomains : visible(domain));

/** "one product and one security or legal"; empty when nobody is needed. */
export const neededOf = ({ missing }: Pick<FiledChange, 'missing'>): string =>
  missing.map(({ anyOf, count }) => words.needed(count, orList((anyOf as Role[]).map(roleName)))).join(words.and);

const looks: Record<FiledChange['state'], Omit<Seen, 'word'>> = {
  open: { name: 'pending', icon: 'clock' },
  approved: { name: 'succeeded', icon: 'tickCircle' },
  rejected: { name: 'rejected', icon: 'crossCircle' },
  withdrawn: { name: 'expired', icon: 'out' },
  superseded: { name: 'expired', icon: 'clock' },
};

export const seenOf = (state: FiledChange['state']): Seen => ({ ...looks[state], word: words.states[state]! });
