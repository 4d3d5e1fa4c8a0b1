import type { Installation } from './installation.js';
import { type Answer, ok } from './installation-http.js';
import { refund } from './installation-proposals.js';

/** A ticket that was signed, and its tool call that is ready to run. */
export interface Approved {
  id: string;
  execution: { id: string };
}

/** A ticket that takes one signature, signed by the operator. */
export async function approved(installation: Installation, proposal: object = refund()): Promise<Approved> {
  const { id } = await installation.agent.submit(proposal);
  const operator = installation.as('operator');
  const { execution } = await ok(operator.approve(await operator.ticket(id)));
  return { id, execution };
}

/** As if the lease, or the wait for the next attempt, were over; and as if the intent were so much longer ago. */
export async function timePasses(
  installation: Installation,
  { execution }: Approved,
  more = '0 seconds',
): Promise<void> {
  await installation.sql(
    `UPDATE execution SET next_at = now(), lease_until = now(), intent_at = intent_at - $2::interval WHERE id = $1`,
    [execution.id, more],
  );
}

/** The audit actions that tell what became of an approved ticket, oldest first. */
export async function actionsSince(installation: Installation, { id }: Approved): Promise<string[]> {
  const path = `/v1/audit-entries?ticketId=${id}&sort=id&limit=100`;
  const { data } = await ok(installation.as('auditor').get(path));
  const actions: string[] = data.map(({ action }: Answer) => action);
  return actions.slice(actions.lastIndexOf('ticket.approved') + 1);
}
