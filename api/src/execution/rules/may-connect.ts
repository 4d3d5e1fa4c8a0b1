import ipaddr from 'ipaddr.js';

/** Parsed CIDR blocks: the networks that an installation named as its own. */
export type Networks = readonly [ipaddr.IPv4 | ipaddr.IPv6, number][];

export interface Connection {
  /** The address about to be connected to, as the resolver gave it. */
  address: string;
  /** TLS proves who answers. */
  secure: boolean;
}

/** Global unicast of IPv6 (RFC 4291, IANA): everything else is special, or an IPv4 address in disguise. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** @throws Error when a text is no CIDR block */
export function readNetworks(blocks: readonly string[]): Networks {
  return blocks.map((block) => ipaddr.parseCIDR(block));
}

/**
 * Why what a name resolved to may not be connected to, as the end of a sentence; null when it may.
 *
 * An address in a network that the installation named is meant. Any other has to be a public one, and to be spoken to
 * over TLS. So a name that turns out to be the machine itself, a neighbour or a cloud's metadata service
 * (169.254.169.254) is refused, also where the address hides in an IPv6 one: mapped (::ffff:0:0/96), NAT64 (RFC 6052),
 * 6to4, Teredo.
 */
export function refusalOf({ address, secure }: Connection, networks: Networks): string | null {
  if (!ipaddr.isValid(address)) return `${address}, which is no address`;
  const parsed = ipaddr.parse(address);
  if (networks.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits))) return null;
  if (!isPublic(parsed))
    return `${address} (${parsed.range()}), which is in no network of COUNTERSIGN_ALLOWED_TOOL_NETWORKS`;
  if (!secure) return `${address} without TLS, which only networks of COUNTERSIGN_ALLOWED_TOOL_NETWORKS may be`;
  return null;
}

function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || address.match(GLOBAL_IPV6);
}
