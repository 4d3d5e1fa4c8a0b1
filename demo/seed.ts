import { demoTickets } from './content.js';
import { type DemoCredentials, HttpCountersign } from './seed/http-countersign.js';
import { playTicket } from './seed/play-ticket.js';

export interface SeedOptions {
  /** Countersign, for example `http://127.0.0.1:3000`. */
  apiUrl: string;
  ledgerUrl: string;
  /** People and agent that exist already; so do the demo tools. */
  credentials: DemoCredentials;
  /** The day the demo begins. A repeat must give the same one: evidence is dated from it, and bodies must not change. */
  asOf: Date;
}

/**
 * Plays the demo tickets through the real HTTP API, one after the other, each to the state it is shown in.
 * After an interruption it may be run again: it goes on where it stopped. Once it has finished it should not be:
 * it would claim again what visitors have released.
 */
export async function seedDemo({ apiUrl, ledgerUrl, credentials, asOf }: SeedOptions): Promise<void> {
  const countersign = new HttpCountersign(apiUrl, ledgerUrl, credentials);
  for (const ticket of demoTickets(asOf)) await playTicket(countersign, ticket);
}
