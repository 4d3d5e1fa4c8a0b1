import { words } from './words';

export { humanize } from './humanize';

export const roleName = (role: string) => words.roles[role] ?? role;

/** "a, b or c" */
export const orList = (items: string[]): string => words.or(items);

/** "Marguerite Vandenberghe" becomes "MV". */
export function initials(name: string): string {
  const parts = name.split(/[\s\-_.@]+/).filter(Boolean);
  const letters = parts.length > 1 ? [parts[0], parts.at(-1)] : [parts[0]];
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

/** In English: "1 ticket", "2 tickets", "more than 10,000 tickets". */
export const count = (n: number, one: string, many = `${one}s`) => `${words.upTo(n)} ${n === 1 ? one : many}`;
