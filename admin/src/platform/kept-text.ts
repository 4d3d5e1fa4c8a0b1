/**
 * What somebody typed and has not sent, so that a lost connection, a reload or a session that ended costs nobody their words.
 * It is kept for this tab only (session storage), by person, and goes when it is sent, when its writer signs out, or when
 * somebody else signs in.
 */
const prefix = 'countersign-typed ';

/** Where a browser refuses storage, the words live as long as the page. */
const here = new Map<string, string>();

function storage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

const nameOf = (personId: string, key: string) => `${prefix}${personId} ${key}`;

/** The text that this person left under this key; null where there is none. */
export function keptText(personId: string, key: string): string | null {
  const name = nameOf(personId, key);
  return here.get(name) ?? storage()?.getItem(name) ?? null;
}

/** @param text null forgets it */
export function keepText(personId: string, key: string, text: string | null): void {
  const name = nameOf(personId, key);
  if (text === null) {
    here.delete(name);
    storage()?.removeItem(name);
    return;
  }
  here.set(name, text);
  try {
    storage()?.setItem(name, text);
  } catch {
    // Full: it lives as long as the page.
  }
}

/** Forgets everything that anybody else left in this tab; everything at all without a person. */
export function forgetTextsBut(personId?: string): void {
  const own = personId && nameOf(personId, '');
  const stored = storage();
  const names = [...here.keys(), ...Array.from({ length: stored?.length ?? 0 }, (_, n) => stored?.key(n) ?? '')];
  for (const name of names) {
    if (!name.startsWith(prefix) || (own && name.startsWith(own))) continue;
    here.delete(name);
    stored?.removeItem(name);
  }
}
