import type { Quorum, Role } from './requirement.js';

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** "operator, support lead or legal". */
export function rolesInWords(roles: readonly Role[]): string {
  const words = roles.map((role) => role.replaceAll('_', ' '));
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** "one operator and two of support lead or legal". */
export function missingInWords(missing: Quorum['missing']): string {
  return missing
    .map(({ anyOf, count }) => `${NUMBERS[count] ?? count}${count > 1 ? ' of' : ''} ${rolesInWords(anyOf)}`)
    .join(' and ');
}
