import pg from 'pg';

/** The rows that one cycle of the product left behind, as the floor writes them again under other ids. */
export interface Floor {
  /** The sample's ticket id, which stands in its texts wherever the new one must. */
  id: string;
  /** Everything that intake writes, in the order of its parameters. */
  agentId: string;
  agentKeyId: string;
  personId: string;
  answer: string;
  request: string;
  evidence: string;
  policy: string;
  draft: string;
  argumentsRaw: string;
  argumentsCanonical: string;
  signedContent: string;
  routingDecision: string;
  toolVersion: number;
  riskScore: number;
  priority: string;
  result: string;
  /** Canonical text of each audit entry, by action. */
  entries: Record<string, { actor: string; canonical: string }>;
}

/** Reads a finished cycle of the product: the floor writes rows of the very same size. */
export async function takeSample(databaseUrl: string): Promise<Floor> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Floor>(`
      SELECT t.id, t.agent_id AS "agentId", p.agent_key_id AS "agentKeyId", s.person_id AS "personId", i.answer,
        p.request, p.evidence, p.policy, r.draft, r.arguments_raw AS "argumentsRaw",
        r.arguments_canonical AS "argumentsCanonical", r.signed_content AS "signedContent",
        r.routing_decision::text AS "routingDecision", r.tool_version AS "toolVersion", t.risk_score AS "riskScore",
        t.priority, e.result, (
          SELECT json_object_agg(a.action, json_build_object('actor', a.actor, 'canonical', convert_from(a.canonical, 'UTF8')))
          FROM audit_entry a WHERE a.subject = 'ticket:' || t.id) AS entries
      FROM ticket t
      JOIN proposal p ON p.id = t.id
      JOIN revision r ON r.ticket_id = t.id
      JOIN idempotency_key i ON i.proposal_id = t.id
      JOIN sign_off s ON s.ticket_id = t.id
      JOIN execution e ON e.ticket_id = t.id AND e.state = 'succeeded'
      LIMIT 1`);
    if (!rows[0]) throw new Error('the product has finished no cycle to sample');
    return rows[0];
  } finally {
    await client.end();
  }
}
