import { ROLES, type Role } from '../../identity/rules/roles.js';
import type { Requirement, RoleCount } from './requirement.js';

/** One place that one person fills: the roles that fit, as bits in the order of `ROLES`. */
export type Place = number;

/** One way to meet a requirement: all of these places, each with a person of its own. */
export type Way = readonly Place[];

export const MOST_WAYS = 64;
export const MOST_PEOPLE = 10;

export function placeOf(roles: readonly Role[]): Place {
  return roles.reduce((bits, role) => bits | (1 << ROLES.indexOf(role)), 0);
}

export function rolesOf(place: Place): Role[] {
  return ROLES.filter((_, at) => (place & (1 << at)) !== 0);
}

/** How many ways there are, and how many people the longest takes, without writing them out. */
export function sizeOf(requirement: Requirement): { ways: number; people: number } {
  if ('any_of' in requirement) return { ways: 1, people: requirement.count };
  const parts = ('all' in requirement ? requirement.all : requirement.any).map(sizeOf);
  const ways = parts.map((part) => part.ways);
  const people = parts.map((part) => part.people);
  return 'all' in requirement
    ? { ways: ways.reduce((product, one) => product * one, 1), people: people.reduce((sum, one) => sum + one, 0) }
    : { ways: ways.reduce((sum, one) => sum + one, 0), people: Math.max(...people) };
}

/**
 * Every way to meet the requirement, in the order in which it is written.
 * @throws RangeError beyond `MOST_WAYS` or `MOST_PEOPLE`, which compiling a policy refuses earlier
 */
export function waysOf(requirement: Requirement): readonly Way[] {
  const known = written.get(requirement);
  if (known) return known;
  const { ways, people } = sizeOf(requirement);
  if (ways > MOST_WAYS || people > MOST_PEOPLE) {
    throw new RangeError(`A requirement may have at most ${MOST_WAYS} ways and ${MOST_PEOPLE} people.`);
  }
  const all = expand(requirement);
  written.set(requirement, all);
  return all;
}

/** A policy's requirements are asked again and again, and never change. */
const written = new WeakMap<Requirement, readonly Way[]>();

function expand(requirement: Requirement): Way[] {
  if ('any_of' in requirement) return [Array<Place>(requirement.count).fill(placeOf(requirement.any_of))];
  if ('any' in requirement) return requirement.any.flatMap(expand);
  return requirement.all
    .map(expand)
    .reduce((ways, part) => ways.flatMap((way) => part.map((more) => [...way, ...more])));
}

/** The places that are alike put together, in the order of their first appearance. */
export function groupPlaces(places: readonly Place[]): { place: Place; count: number }[] {
  const counts = new Map<Place, number>();
  for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
  return [...counts].map(([place, count]) => ({ place, count }));
}

/** A requirement that is met in exactly these ways. */
export function requirementOf(ways: readonly Way[]): Requirement {
  const [only, ...others] = ways.map(wayAsRequirement);
  return others.length === 0 ? only! : { any: [only!, ...others] };
}

function wayAsRequirement(way: Way): Requirement {
  const parts: RoleCount[] = groupPlaces(way).map(({ place, count }) => ({ any_of: rolesOf(place), count }));
  return parts.length === 1 ? parts[0]! : { all: parts };
}
