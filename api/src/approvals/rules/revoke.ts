import type { CaseFile } from '../../tickets/rules/case-file.js';

/**
 * Whether people may take an approval back: until the intent is written, or the grant is redeemed. After that the call may
 * be on its way, and what nobody can call back is not called taken back.
 */
export function isRevocable({ ticket, execution }: CaseFile): boolean {
  if (ticket.state !== 'approved' || execution === null) return false;
  if (execution.state === 'granted') return execution.redeemedAt === null;
  return execution.state === 'ready' || execution.state === 'claimed';
}

/** Why not, for whoever would like to. */
export function notRevocableInWords({ ticket, execution }: CaseFile): string {
  if (ticket.state !== 'approved') return `This ticket is ${ticket.state.replace('_', ' ')}: no approval stands.`;
  if (execution === null) return 'This approval released an answer, which cannot be called back.';
  if (execution.state === 'granted') return 'Its grant was redeemed: what was approved may have been done.';
  return `Its execution is ${execution.state}: what was approved has begun, and cannot be taken back.`;
}
