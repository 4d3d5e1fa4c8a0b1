import { type LookupAddress, promises } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { hostAndPort } from '../../rulebook/rules/host-and-port.js';
import { type Networks, refusalOf } from '../rules/may-connect.js';

/** Every address of a name. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

const resolveByDns: Resolve = (hostname) => promises.lookup(hostname, { all: true });

/** Nothing was connected to, and so nothing was sent. */
export class ConnectionRefused extends Error {}

/**
 * An HTTP client for named hosts that looks at the address it connects to. A name is resolved here, once for each
 * connection, its addresses are judged, and the very same ones are connected to: what the name meant a moment ago or
 * will mean in a moment (DNS rebinding) changes nothing. A host that is named by its address is meant. It follows no
 * redirect, asks no proxy, and always checks certificates, whatever the environment says.
 *
 * @param hosts `host:port` of whatever may be called
 * @param networks what the installation named as its own; see `refusalOf`
 * @param variable where the hosts were named, for people
 */
export function guardedAgent(
  hosts: readonly string[],
  networks: Networks,
  resolve: Resolve = resolveByDns,
  variable = 'COUNTERSIGN_ALLOWED_TOOL_HOSTS',
): Agent {
  const connector = (secure: boolean): buildConnector.connector =>
    buildConnector({ lookup: judgedLookup(resolve, secure, networks), rejectUnauthorized: true, timeout: 10_000 });
  const [plain, secure] = [connector(false), connector(true)];
  return new Agent({
    keepAliveTimeout: 10_000,
    connections: 64,
    connect: (options, callback) => {
      const host = hostOf(options);
      if (hosts.includes(host)) return (options.protocol === 'https:' ? secure : plain)(options, callback);
      callback(new ConnectionRefused(`${host} is not in ${variable}; nothing was sent`), null);
    },
  });
}

function hostOf({ protocol, hostname, port }: buildConnector.Options): string {
  return hostAndPort(new URL(`${protocol}//${isIP(hostname) === 6 ? `[${hostname}]` : hostname}:${port}`));
}

/** Node asks this for names only. One bad address refuses the name: no honest one is public and private at once. */
function judgedLookup(resolve: Resolve, secure: boolean, networks: Networks): LookupFunction {
  return (hostname, { all, family }, callback) => {
    const judged = async (): Promise<LookupAddress[]> => {
      const addresses = await resolve(hostname);
      for (const { address } of addresses) {
        const refusal = refusalOf({ address, secure }, networks);
        if (refusal) throw new ConnectionRefused(`${hostname} is ${refusal}; nothing was sent`);
      }
      return addresses;
    };
    judged().then(
      (addresses) => {
        if (all) return callback(null, addresses);
        const one = addresses.find((found) => !family || family === found.family) ?? addresses[0];
        return one ? callback(null, one.address, one.family) : callback(new Error(`${hostname} has no address`), '');
      },
      (error: Error) => callback(error, ''),
    );
  };
}
