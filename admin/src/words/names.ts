/** "issue_refund" becomes "Issue refund". Codes stay beside the words wherever they matter. */
export function humanize(code: string): string {
  const words = code
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_\-.:/]+/g, ' ')
    .trim()
    .toLowerCase();
  return words ? words[0]!.toUpperCase() + words.slice(1) : code;
}

const roles: Record<string, string> = { support_lead: 'support lead' };

export const roleName = (role: string) => roles[role] ?? role;

/** "a, b or c" */
export function orList(items: string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
}

/** "Marguerite Vandenberghe" becomes "MV". */
export function initials(name: string): string {
  const words = name.split(/[\s\-_.@]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

/** "1 ticket", "2 tickets" */
export const count = (n: number, one: string, many = `${one}s`) =>
  `${n > 10_000 ? 'more than 10,000' : n.toLocaleString('en')} ${n === 1 ? one : many}`;
