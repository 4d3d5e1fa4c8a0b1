import ipaddr from 'ipaddr.js';

/** What attempts are counted by. Each kind is a counter of its own, with its own end. */
export type AttemptKind = 'source' | 'account' | 'pair' | 'device' | 'session' | 'code';

/**
 * How many attempts a counter takes, and the seconds after its first one until it starts anew. No wait is longer.
 * `account` never refuses by itself: it would let anybody who knows an e-mail lock its owner out.
 */
export const LIMITS: Readonly<Record<AttemptKind, { most: number; seconds: number }>> = {
  /** One address, whomever it tries to be. */
  source: { most: 100, seconds: 300 },
  /** One e-mail, from wherever; beyond it, `pair` takes `FEW`. */
  account: { most: 50, seconds: 300 },
  /** One e-mail from one address. */
  pair: { most: 10, seconds: 300 },
  /** A browser that signed in before. It is asked for nothing else, so that nobody elsewhere can keep it out. */
  device: { most: 10, seconds: 300 },
  /** Proving again, inside a session, who one is. */
  session: { most: 10, seconds: 300 },
  /** Wrong codes after the right password, from browsers that are not known: whoever does this knows the password. */
  code: { most: 20, seconds: 3600 },
};

/** Attempts that an unknown source has on an account that is being tried from many. */
export const FEW = 3;

export interface Counted {
  kind: AttemptKind;
  /** This attempt included. */
  attempts: number;
  secondsLeft: number;
}

/** Seconds to wait, at least one, when these counters refuse an attempt; null when it may be made. */
export function secondsToWait(counted: readonly Counted[]): number | null {
  const attacked = counted.some(({ kind, attempts }) => kind === 'account' && attempts > LIMITS.account.most);
  const waits = counted
    .filter(
      ({ kind, attempts }) => kind !== 'account' && attempts > (kind === 'pair' && attacked ? FEW : LIMITS[kind].most),
    )
    .map(({ kind, secondsLeft }) => Math.min(Math.max(1, Math.ceil(secondsLeft)), LIMITS[kind].seconds));
  return waits.length === 0 ? null : Math.max(...waits);
}

/**
 * What counts as one source: an IPv4 address, or the /64 of an IPv6 address, because whoever has one address of it
 * has them all. What is no address is a source of its own.
 */
export function sourceOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${(parsed as ipaddr.IPv6).parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}
