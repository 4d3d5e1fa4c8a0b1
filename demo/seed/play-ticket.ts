import { setTimeout as sleep } from 'node:timers/promises';
import type { DemoTicket, Step } from '../content.js';
import type { Countersign, TicketView } from './countersign.js';

const POLL_MS = 50;
const SETTLE_MS = 120_000;

/**
 * Brings one demo ticket to the state it ends in. What an earlier, interrupted run has done is found by looking at
 * the ticket and not done again.
 */
export async function playTicket(countersign: Countersign, ticket: DemoTicket): Promise<void> {
  const { key, proposal, then, users = [], endsAs } = ticket;
  const id = await countersign.propose(`demo-${key}`, proposal);
  const [shown, later] = [users.filter((type) => type === 'shown'), users.filter((type) => type !== 'shown')];
  if (shown.length > 0) await countersign.tell(id, shown);
  let revision = 1;
  for (const step of then) {
    const ticket = await countersign.ticket(id);
    if (ticket.state !== 'pending_review') break;
    if (!(await isDone(countersign, step, ticket, revision))) await take(countersign, id, step, ticket);
    if ('do' in step && step.do === 'revise') revision += 1;
  }
  await settle(countersign, id, key, endsAs);
  if (later.length > 0) await countersign.tell(id, later);
}

/** Whether `step`, to be taken at `revision`, shows in the ticket already. */
async function isDone(countersign: Countersign, step: Step, ticket: TicketView, revision: number): Promise<boolean> {
  if ('ledger' in step || step.do === 'withdraw' || step.do === 'reject') return false;
  if (step.do === 'revise') return ticket.revision > revision;
  if (step.do === 'escalate') return ticket.queue === 'leads';
  const me = await countersign.personId(step.as);
  if (step.do === 'claim') return ticket.claim?.personId === me;
  return ticket.signOffs.some((signOff) => signOff.personId === me && signOff.revision === revision);
}

async function take(countersign: Countersign, id: string, step: Step, ticket: TicketView): Promise<void> {
  if ('ledger' in step) return countersign.fault(id, step.ledger);
  if (step.do === 'withdraw') return countersign.withdraw(id);
  const { as, do: verb, ...body } = step;
  const seen = { revision: ticket.revision, contentHash: ticket.contentHash };
  const bound = verb === 'claim' || verb === 'escalate' ? {} : seen;
  return countersign.act(as, id, verb, { ...bound, ...body });
}

async function settle(countersign: Countersign, id: string, key: string, endsAs: DemoTicket['endsAs']): Promise<void> {
  const deadline = Date.now() + SETTLE_MS;
  for (;;) {
    const ticket = await countersign.ticket(id);
    const execution = ticket.execution?.state;
    const there = ticket.state === endsAs.state && (!endsAs.execution || execution === endsAs.execution);
    if (there) return;
    if (Date.now() > deadline) {
      const is = `${ticket.state}${execution ? `, execution ${execution}` : ''}`;
      throw new Error(`Demo ticket ${key} should end as ${JSON.stringify(endsAs)} but is ${is}.`);
    }
    await sleep(POLL_MS);
  }
}
