import { Injectable } from '@nestjs/common';
import { auditEntry } from '../../audit-log/rules/audit-entry.js';
import { Sweep } from '../../platform/sweep.js';
import { Rulebook } from '../../rulebook/rulebook.js';
import { TicketStore } from '../../tickets/persistence/ticket.store.js';
import { type GrantOver, GrantStore } from '../persistence/grant.store.js';
import { settlementOf } from '../rules/grant.js';
import { mayGrant } from '../rules/may-intend.js';
import { SendBack } from '../send-back.js';

const MOST_AT_ONCE = 64;

/** Ends what the agent's backend was to run and whose time is over, by the database's clock. Any number of workers may sweep. */
@Injectable()
export class GrantSweep extends Sweep {
  constructor(
    private readonly grants: GrantStore,
    private readonly tickets: TicketStore,
    private readonly rulebook: Rulebook,
    private readonly sendBack: SendBack,
  ) {
    super('grants');
  }

  protected async round(): Promise<void> {
    const over = await this.grants.findOver(MOST_AT_ONCE);
    await Promise.all(over.map((one) => (one.state === 'ready' ? this.neverAsked(one) : this.settle(one))));
  }

  /** Nobody asked for the grant while the signatures stood. */
  private async neverAsked({ id, ticketId }: GrantOver): Promise<void> {
    const file = await this.tickets.load(ticketId, { texts: true });
    if (!file) return;
    // Its time is over, and that comes before whatever its answer cites.
    const decision = mayGrant(file, await this.rulebook.at(file.inForce), null);
    if (decision.ok || decision.what === 'moved') return;
    await this.sendBack.from(ticketId, id, decision.what, decision.because);
  }

  private async settle({ id, ticketId, fence, redeemed, now }: GrantOver): Promise<void> {
    const { state, because } = settlementOf(redeemed);
    const about = { executionId: id, fence, because };
    const entry = auditEntry(now.toISOString(), 'system', `execution.${state}`, `ticket:${ticketId}`, about);
    await this.grants.end({
      executionId: id,
      ticketId,
      state,
      result: null,
      error: because,
      entries: [entry],
      overAndRedeemed: redeemed,
    });
  }
}
