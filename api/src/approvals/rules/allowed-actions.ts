import { mayReview, type Role } from '../../identity/rules/roles.js';
import type { Rules } from '../../rulebook/rules/rules-in-force.js';
import type { CaseFile } from '../../tickets/rules/case-file.js';
import { NOT_ERASED, whyNotErased } from '../../tickets/rules/erase.js';
import { rolesNamed } from './requirement.js';
import { isRevocable, notRevocableInWords } from './revoke.js';
import { decideSignOff, whyNotSigner } from './sign-off.js';
import type { Standing } from './standing.js';
import { rolesInWords } from './words.js';

export const ACTIONS = [
  'claim',
  'release',
  'approve',
  'reject',
  'revoke',
  'revise',
  'ask',
  'escalate',
  'snooze',
  'hand_over',
  'erase',
] as const;
export type Action = (typeof ACTIONS)[number];

/** The verbs of those who may sign. */
const DECISIONS: readonly Action[] = ['approve', 'reject', 'revoke'];

export interface Refusal {
  /** The HTTP status that the same refusal is answered with. */
  status: 403 | 409;
  code: string;
  detail: string;
}

export interface Viewer {
  id: string;
  roles: readonly Role[];
}

/**
 * Why this person may not do this now; null when they may. The console shows what the routes enforce,
 * because both ask here.
 */
export function refusalOf(
  action: Action,
  viewer: Viewer,
  file: CaseFile,
  rules: Rules,
  standing: Standing,
): Refusal | null {
  if (action === 'erase') return refusalToErase(viewer, file);
  if (!mayReview(viewer.roles)) {
    const code = DECISIONS.includes(action) ? 'not_allowed_to_sign' : 'not_allowed';
    return { status: 403, code, detail: 'Admins manage and auditors read; neither decides.' };
  }
  const { ticket, now } = file;
  if (action === 'approve' || action === 'reject') return refusalToSign(action, viewer, file, rules, standing);
  if (action === 'revoke') return refusalToRevoke(viewer, file, standing);
  const named = rolesNamed(standing.requirement);
  if (standing.requirement !== null && !viewer.roles.some((role) => named.includes(role))) {
    return { status: 403, code: 'not_allowed', detail: `Only ${rolesInWords(named)} may work on this.` };
  }
  const notPending = refusalUnlessPending(file);
  if (notPending) return notPending;
  const claimed = ticket.claimedBy !== null && ticket.claimedUntil !== null && ticket.claimedUntil > now;
  switch (action) {
    case 'claim':
      return claimed && ticket.claimedBy !== viewer.id
        ? conflict(
            'claimed_by_other',
            `${file.claimedByName ?? 'Somebody'} works on this ticket until ${ticket.claimedUntil!.toISOString()}.`,
          )
        : null;
    case 'hand_over':
      // Whose it is hands it on; support leads hand on anybody's.
      return claimed && ticket.claimedBy !== viewer.id && !viewer.roles.includes('support_lead')
        ? conflict('claimed_by_other', `${file.claimedByName ?? 'Somebody'} works on this ticket. Ask a support lead.`)
        : null;
    case 'release':
      return claimed && ticket.claimedBy === viewer.id
        ? null
        : conflict('not_claimed', 'You have not claimed this ticket.');
    case 'escalate':
      return ticket.queue === 'leads'
        ? conflict('already_escalated', 'This ticket is in the leads’ queue already.')
        : null;
    case 'ask':
      return ticket.slaLeftSeconds === null
        ? null
        : conflict('already_asked', 'The customer was asked already, and has not answered yet.');
    case 'snooze':
      if (ticket.slaLeftSeconds !== null)
        return conflict('already_asked', 'The customer was asked: it is in no inbox until they answer.');
      return ticket.dueAt !== null && ticket.dueAt > now
        ? null
        : conflict('overdue', 'This ticket is due. It can’t be put off.');
    default:
      return null;
  }
}

function refusalToSign(
  verdict: 'approve' | 'reject',
  viewer: Viewer,
  file: CaseFile,
  rules: Rules,
  standing: Standing,
): Refusal | null {
  const decision = decideSignOff({
    requirement: standing.requirement,
    existing: standing.counted,
    candidate: viewer,
    verdict,
    fourEyes: standing.fourEyes,
  });
  // Who may not sign is told so, whatever the ticket's state; the state's refusal comes next.
  const byPerson = decision.ok ? null : decision;
  const notPending = refusalUnlessPending(file);
  if (byPerson?.code === 'not_allowed_to_sign' && !notPending) return forbidden(byPerson.because);
  if (notPending) return notPending;
  if (byPerson) return conflict(byPerson.code, byPerson.because);
  return verdict === 'approve' ? refusalOfTool(file, rules) : null;
}

function refusalToRevoke(viewer: Viewer, file: CaseFile, standing: Standing): Refusal | null {
  // Where no signature was asked for, nobody's role is to blame that there is none to take back.
  const because = standing.requirement && whyNotSigner(standing.requirement, viewer, standing.fourEyes);
  if (because !== null) return forbidden(because);
  if (!isRevocable(file)) return conflict('not_revocable', notRevocableInWords(file));
  return file.ticket.expiresAt <= file.now ? conflict('expired', 'Its time is over: it will not run any more.') : null;
}

/** No decision, so it is for those who manage, and for nobody who signs. */
function refusalToErase(viewer: Viewer, file: CaseFile): Refusal | null {
  if (!viewer.roles.includes('admin')) {
    return { status: 403, code: 'not_allowed', detail: 'Only admins erase what a ticket holds of people.' };
  }
  const because = whyNotErased(file);
  return because && NOT_ERASED[because];
}

function refusalUnlessPending({ ticket, now }: CaseFile): Refusal | null {
  if (ticket.state !== 'pending_review') {
    return conflict(
      'not_pending',
      `This ticket is ${ticket.state.replace('_', ' ')}. There is nothing left to decide.`,
    );
  }
  if (ticket.expiresAt <= now) return conflict('expired', 'The time to sign this revision is over.');
  return null;
}

function refusalOfTool({ revision }: CaseFile, rules: Rules): Refusal | null {
  const { toolCall, toolVersion, observation } = revision;
  if (!toolCall) return null;
  const tool = rules.tool(toolCall.name);
  if (!tool) {
    return conflict(
      'tool_not_registered',
      `${toolCall.name} is not a registered tool and can’t run. Reject this, or have an admin register it.`,
    );
  }
  if (tool.version !== toolVersion) {
    return conflict(
      'tool_changed',
      `${tool.name} is at version ${tool.version} by now. Revise the ticket to sign for that version.`,
    );
  }
  if (tool.preconditions.length > 0 && observation === null) {
    return conflict(
      'not_observed',
      `What must hold for ${tool.name} has not been seen yet. Countersign goes on looking; load the ticket again shortly.`,
    );
  }
  return null;
}

const conflict = (code: string, detail: string): Refusal => ({ status: 409, code, detail });
const forbidden = (detail: string): Refusal => ({ status: 403, code: 'not_allowed_to_sign', detail });
