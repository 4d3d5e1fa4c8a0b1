import type { Installation } from './installation.js';

/** Tables whose rows stay as they were written; a test that tells of last month is not written last month. */
const KEPT = ['sign_off', 'audit_entry'] as const;

/**
 * Moves a ticket in time: when it was taken in, and its one decision, with everything else that is on record of it.
 * Times are ISO 8601.
 */
export async function moveInTime(
  { sql }: Installation,
  ticketId: string,
  { taken, decided }: { taken: string; decided?: string },
): Promise<void> {
  for (const table of KEPT) await sql(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  try {
    await sql('UPDATE ticket SET created_at = $2 WHERE id = $1', [ticketId, taken]);
    await sql('UPDATE insight_story SET taken_at = $2 WHERE ticket_id = $1', [ticketId, taken]);
    if (!decided) return;
    await sql('UPDATE sign_off SET at = $2 WHERE ticket_id = $1', [ticketId, decided]);
    await sql(
      `UPDATE audit_entry SET at = $2 WHERE subject = $1 AND action IN ('ticket.approved', 'ticket.rejected')`,
      [`ticket:${ticketId}`, decided],
    );
  } finally {
    for (const table of KEPT) await sql(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  }
}
