import { match } from './matching.js';
import type { Requirement } from './requirement.js';
import { groupPlaces, MOST_PEOPLE, MOST_WAYS, requirementOf, sizeOf, type Way, waysOf } from './ways.js';

/**
 * One requirement that is met only when each of these is. What another one already implies falls away, so
 * usually the strictest is left as it was written. Where neither implies the other, both are asked for, and
 * places that are alike are asked for once: "operator and lead" with "two leads" becomes "operator and two leads".
 */
export function strictest(requirements: readonly [Requirement, ...Requirement[]]): Requirement {
  const kept = requirements.filter((one, at) => !requirements.some((other, index) => outdoes(other, index, one, at)));
  if (kept.length === 1) return kept[0]!;
  const ways = joined(kept.map(waysOf));
  return requirementOf(
    ways.filter((way, at) => !ways.some((other, index) => index !== at && isLonger(way, at, other, index))),
  );
}

/** Whether all of these together stay within what is written out; then so does any choice of them. */
export function canBeJoined(requirements: readonly Requirement[]): boolean {
  const ways = requirements.map((requirement) => sizeOf(requirement).ways).reduce((product, one) => product * one, 1);
  return ways <= MOST_WAYS && joined(requirements.map(waysOf)).every((way) => way.length <= MOST_PEOPLE);
}

/** Whether whoever meets `strict` has met `lax`. */
export function implies(strict: Requirement, lax: Requirement): boolean {
  return waysOf(strict).every((way) => waysOf(lax).some((other) => fillsToo(way, other)));
}

/** Of two that imply each other, the first is kept. */
function outdoes(other: Requirement, index: number, one: Requirement, at: number): boolean {
  return index !== at && implies(other, one) && (index < at || !implies(one, other));
}

function isLonger(way: Way, at: number, other: Way, index: number): boolean {
  return fillsToo(way, other) && (index < at || !fillsToo(other, way));
}

/** Whether the people in these places could sit in those, whichever of their roles they came for. */
function fillsToo(way: Way, other: Way): boolean {
  const seats = match(other.length, way.length, (place, taker) => (way[taker]! & ~other[place]!) === 0);
  return seats.every((taker) => taker !== -1);
}

function joined(choices: readonly (readonly Way[])[]): readonly Way[] {
  const none: readonly Way[] = [[]];
  return choices.reduce((ways, more) => ways.flatMap((way) => more.map((other) => together(way, other))), none);
}

/** As many of each place as either way has. */
function together(way: Way, other: Way): Way {
  const alike = groupPlaces([...way, ...other]).map(({ place }) => place);
  const number = (places: Way, place: number) => places.filter((one) => one === place).length;
  return alike.flatMap((place) => Array<number>(Math.max(number(way, place), number(other, place))).fill(place));
}
