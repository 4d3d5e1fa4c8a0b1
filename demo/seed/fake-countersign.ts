import type { Actor, DemoTicket } from '../content.js';
import type { Countersign, TicketView, Verb } from './countersign.js';

/**
 * Countersign in memory, for specs: every proposal waits for people, and the second signature approves and runs it.
 * `failAfter` breaks off after that many writes, as a killed process would.
 */
export class FakeCountersign implements Countersign {
  readonly tickets = new Map<string, TicketView>();
  /** Every write that got through, in order, such as `approve by operator`. */
  readonly writes: string[] = [];
  failAfter = Number.POSITIVE_INFINITY;

  async propose(idempotencyKey: string, _proposal: DemoTicket['proposal']): Promise<string> {
    const revision = 1;
    const fresh = { state: 'pending_review', revision, contentHash: `${idempotencyKey}@1`, queue: 'human_review' };
    if (!this.tickets.has(idempotencyKey)) {
      this.tickets.set(idempotencyKey, { ...fresh, signOffs: [], claim: null, execution: null });
    }
    return idempotencyKey;
  }

  async ticket(id: string): Promise<TicketView> {
    return structuredClone(this.tickets.get(id)!);
  }

  async personId(actor: Actor): Promise<string> {
    return `id of ${actor}`;
  }

  async tell(_id: string, events: string[]): Promise<void> {
    const fresh = events.filter((type) => !this.writes.includes(`user ${type}`));
    for (const type of fresh) this.write(`user ${type}`);
  }

  async withdraw(id: string): Promise<void> {
    this.write('withdraw by agent');
    this.change(id, { state: 'withdrawn' });
  }

  async fault(_ticketId: string, order: { mode: string }): Promise<void> {
    this.write(`ledger ${order.mode}`);
  }

  async act(actor: Actor, id: string, verb: Verb, body: { revision?: number; contentHash?: string }): Promise<void> {
    const { revision, contentHash, signOffs } = this.tickets.get(id)!;
    const signed = verb === 'approve' || verb === 'reject' || verb === 'revise';
    if (signed && (body.revision !== revision || body.contentHash !== contentHash)) throw new Error('stale_revision');
    this.write(`${verb} by ${actor}`);
    const personId = await this.personId(actor);
    if (verb === 'claim') this.change(id, { claim: { personId } });
    if (verb === 'escalate') this.change(id, { queue: 'leads' });
    if (verb === 'reject') this.change(id, { state: 'rejected' });
    if (verb === 'revise') this.change(id, { revision: revision + 1, contentHash: `${id}@${revision + 1}` });
    if (verb === 'approve') this.change(id, { signOffs: [...signOffs, { personId, revision }] });
    if (verb === 'approve' && signOffs.length === 1)
      this.change(id, { state: 'approved', execution: { state: 'succeeded' } });
  }

  private change(id: string, part: Partial<TicketView>): void {
    this.tickets.set(id, { ...this.tickets.get(id)!, ...part });
  }

  private write(what: string): void {
    if (this.writes.length >= this.failAfter) throw new Error('killed');
    this.writes.push(what);
  }
}
