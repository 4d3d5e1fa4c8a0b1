import { match } from './matching.js';
import { isBarredByRole, type Quorum, type Requirement, type Signer } from './requirement.js';
import { groupPlaces, type Place, placeOf, rolesOf, type Way, waysOf } from './ways.js';

/**
 * How far these people fill the requirement. One person fills one place at most and is moved to another where
 * that helps; who holds a role that never signs does not count. No requirement is met by nobody.
 */
export function evaluateQuorum(requirement: Requirement | null, signers: readonly Signer[]): Quorum {
  if (requirement === null) return { satisfied: true, required: 0, missing: [] };
  const ways = waysOf(requirement);
  const held = rolesHeld(signers);
  const cheapest = ways
    .map((way) => openPlaces(way, held))
    .reduce((best, open) => (open.length < best.length ? open : best));
  return {
    satisfied: cheapest.length === 0,
    required: Math.min(...ways.map((way) => way.length)),
    missing: groupPlaces(cheapest).map(({ place, count }) => ({ anyOf: rolesOf(place), count })),
  };
}

/**
 * Whether this person's approval brings the quorum nearer, by any way that is open: with "one operator or two
 * support leads", the first support lead does. Nobody does once it is met.
 */
export function wouldContribute(
  requirement: Requirement | null,
  signers: readonly Signer[],
  candidate: Signer,
): boolean {
  if (requirement === null || signers.some((signer) => signer.id === candidate.id)) return false;
  const before = rolesHeld(signers);
  const after = rolesHeld([...signers, candidate]);
  const open = waysOf(requirement).map(
    (way) => [openPlaces(way, before).length, openPlaces(way, after).length] as const,
  );
  return open.every(([now]) => now > 0) && open.some(([now, then]) => then < now);
}

/** One entry per person who may count: the roles they hold, as bits. */
function rolesHeld(signers: readonly Signer[]): number[] {
  const people = new Map(signers.map((signer) => [signer.id, signer]));
  return [...people.values()].filter(({ roles }) => !isBarredByRole(roles)).map(({ roles }) => placeOf(roles));
}

/** The places left open; narrow ones are filled first, so that what is left asks for as little as it can. */
function openPlaces(way: Way, held: readonly number[]): Place[] {
  const places = [...way].sort((one, other) => rolesOf(one).length - rolesOf(other).length);
  const takers = match(places.length, held.length, (place, taker) => (places[place]! & held[taker]!) !== 0);
  return places.filter((_, at) => takers[at] === -1);
}
