import { urlFault } from '../../rulebook/rules/host-and-port.js';

export const KINDS = ['webhook', 'email'] as const;
export type Kind = (typeof KINDS)[number];

/** What is said of where a channel leads; which of it, its kind says. */
export interface Address {
  format?: string;
  url?: string;
  recipients?: string[];
  language?: string;
}

export interface Fault {
  path: string;
  message: string;
}

const OF_KIND: Record<Kind, readonly (keyof Address)[]> = {
  webhook: ['format', 'url'],
  email: ['recipients', 'language'],
};

export const MOST_RECIPIENTS = 20;
/** As long as one may be in an envelope (RFC 5321 §4.5.3.1.3). */
const MOST_OF_ADDRESS = 254;
/** Without quoted parts, comments and address literals, and so without anything that ends a header or adds an address. */
const MAILBOX = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u;

/**
 * What keeps a channel of this kind from leading there, for each field; none when it can.
 * @param hosts `host:port` of whatever may be told @param whole everything its kind needs is to be said; else what is left out stays
 */
export function channelFaults(kind: Kind, given: Address, hosts: readonly string[], whole: boolean): Fault[] {
  const fields = ['format', 'url', 'recipients', 'language'] as const;
  return fields.flatMap((path) => {
    const its = OF_KIND[kind].includes(path);
    if (given[path] === undefined) return its && whole ? [{ path, message: 'is missing' }] : [];
    if (!its)
      return [
        { path, message: kind === 'email' ? 'is not a field of an e-mail channel' : 'is not a field of a webhook' },
      ];
    const message = path === 'url' ? urlFault(given.url!, hosts, 'COUNTERSIGN_ALLOWED_NOTIFICATION_HOSTS') : null;
    if (message) return [{ path, message }];
    return path === 'recipients' ? recipientFaults(given.recipients!) : [];
  });
}

function recipientFaults(recipients: readonly string[]): Fault[] {
  const path = 'recipients';
  if (recipients.length === 0) return [{ path, message: 'holds nobody' }];
  if (new Set(recipients.map((one) => one.toLowerCase())).size < recipients.length)
    return [{ path, message: 'holds somebody twice' }];
  const wrong = recipients.findIndex((one) => one.length > MOST_OF_ADDRESS || !MAILBOX.test(one));
  return wrong === -1 ? [] : [{ path: `${path}.${wrong}`, message: 'is not an e-mail address like ada@example.com' }];
}
