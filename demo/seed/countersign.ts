import type { Actor, DemoTicket } from '../content.js';

/** What the seeder reads of a ticket. */
export interface TicketView {
  state: string;
  revision: number;
  contentHash: string;
  queue: string | null;
  signOffs: { personId: string; revision: number }[];
  claim: { personId: string } | null;
  execution: { state: string } | null;
}

export type Verb = 'claim' | 'approve' | 'reject' | 'revise' | 'escalate';

/** Countersign and its ledger as the seeder uses them: `HttpCountersign` is the real one, `FakeCountersign` for specs. */
export interface Countersign {
  /** Takes in a proposal and gives its id; the same key gives the same id. */
  propose(idempotencyKey: string, proposal: DemoTicket['proposal']): Promise<string>;
  withdraw(id: string): Promise<void>;
  /** Tells what its user did; each kind once, however often it is told. */
  tell(id: string, events: string[]): Promise<void>;
  ticket(id: string): Promise<TicketView>;
  personId(actor: Actor): Promise<string>;
  act(actor: Actor, id: string, verb: Verb, body: object): Promise<void>;
  /** Makes the ledger misbehave for one ticket. */
  fault(ticketId: string, order: object): Promise<void>;
}
