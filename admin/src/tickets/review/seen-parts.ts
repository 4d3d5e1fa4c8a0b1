/** How far apart the sentinels of a tall part are, in CSS pixels: less than half of the smallest screen. */
export const sentinelEvery = 240;

/** How many sentinels a part of this height has: one at its end, and one at every step of the way there. */
export const sentinelsFor = (height: number): number => Math.max(1, Math.ceil(height / sentinelEvery));

export const sentinel = (part: string, step: number) => `${part}#${step}`;

/**
 * The parts that have not been on screen from beginning to end, in their order.
 * @param laid how many sentinels each part has on the page now; 0 or absent while it is folded away
 * @param seen the sentinels that have been on screen
 */
export function unseenParts(
  parts: readonly string[],
  laid: ReadonlyMap<string, number>,
  seen: ReadonlySet<string>,
): string[] {
  return parts.filter((part) => firstUnseen(part, laid, seen) !== null);
}

/** The first sentinel of a part that has not been on screen; null once all have. */
export function firstUnseen(part: string, laid: ReadonlyMap<string, number>, seen: ReadonlySet<string>): string | null {
  const count = laid.get(part) ?? 0;
  if (count === 0) return sentinel(part, 0);
  for (let step = 0; step < count; step++) if (!seen.has(sentinel(part, step))) return sentinel(part, step);
  return null;
}
