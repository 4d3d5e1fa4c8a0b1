import type { Answer } from '../support/installation-http.js';
import type { Ground } from './ground.js';
import type { Settled } from './model.js';

const EVERYTHING = `SELECT t.state, t.revision, t.queue, t.claimed_by,
    (SELECT coalesce(json_agg(json_build_object('person', s.person_id, 'revision', s.revision, 'verdict', s.verdict)), '[]')
      FROM sign_off s WHERE s.ticket_id = t.id) AS sign_offs,
    (SELECT coalesce(json_agg(json_build_object('id', e.id, 'revision', e.revision, 'state', e.state)), '[]')
      FROM execution e WHERE e.ticket_id = t.id) AS executions,
    (SELECT json_agg(a.action ORDER BY a.id) FROM audit_entry a WHERE a.subject = 'ticket:' || t.id) AS entries
  FROM ticket t WHERE t.id = $1`;

/** Everything that the database has of a ticket, once nobody asks any more; `troubles` get what the tools know better. */
export async function settle(ground: Ground, id: string, troubles: string[]): Promise<Settled> {
  const [row] = await ground.installation.sql(EVERYTHING, [id]);
  const signOffs: Answer[] = row.sign_offs;
  const executions: Answer[] = row.executions;
  const entries: string[] = row.entries;
  for (const execution of executions) {
    const effects = ground.installation.tools.effectsOf(execution.id).length;
    const expected = execution.state === 'succeeded' ? 1 : 0;
    if (effects !== expected)
      troubles.push(`execution ${execution.id} is ${execution.state} and had ${effects} effects`);
  }
  const ofRevision = signOffs.filter(({ revision, verdict }) => revision === row.revision && verdict === 'approve');
  const current = executions.find(({ revision }) => revision === row.revision);
  return {
    state: row.state,
    revision: row.revision,
    queue: row.queue,
    claimedBy: ground.nameOf(row.claimed_by),
    approvedBy: ofRevision.map(({ person }) => ground.nameOf(person)!).sort(),
    execution: running(current?.state),
    signOffs: signOffs.map(({ revision, person, verdict }) => `${revision} ${ground.nameOf(person)} ${verdict}`).sort(),
    executions: executions.map(({ revision, state }) => `${revision} ${running(state)}`).sort(),
    entries: entries.filter((action) => action !== 'sign_off.refused'),
    refusals: entries.filter((action) => action === 'sign_off.refused').length,
  };
}

/** Ready or claimed: a claim is a worker's own affair. */
export function running(state: string | undefined): Settled['execution'] {
  if (state === undefined) return null;
  return state === 'ready' || state === 'claimed' ? 'not_begun' : (state as Settled['execution']);
}
