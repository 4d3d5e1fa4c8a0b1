import { canonicalJson } from '../../platform/json/canonical.js';
import type { Actor, AuditAction, AuditActions, Subject } from './audit-actions.js';

/** One entry as it is written: its RFC 8785 text, and the columns that find it again. */
export interface AuditEntry {
  at: string;
  actor: Actor;
  action: AuditAction;
  subject: Subject;
  canonical: string;
}

/**
 * Makes an entry. The caller writes it in the transaction of the state change it tells of.
 * @param at ISO 8601 time by the database clock
 */
export function auditEntry<A extends AuditAction>(
  at: string,
  actor: Actor,
  action: A,
  subject: Subject,
  payload: AuditActions[A],
): AuditEntry {
  return { at, actor, action, subject, canonical: canonicalJson({ action, actor, at, payload, subject, v: 1 }) };
}
