import { Injectable } from '@nestjs/common';
import type { AuditEntry } from '../../audit-log/rules/audit-entry.js';
import { type Receipt, receiptOf } from '../../audit-log/rules/receipt.js';
import { Batcher } from '../../platform/database/batcher.js';
import { Database, sql } from '../../platform/database/database.js';
import type { Salted } from '../../platform/json/digest.js';
import { LiveFeed } from '../../platform/live/live-feed.js';
import type { InForce } from '../../rulebook/rules/rules-in-force.js';
import { toExecutionRow } from '../../tickets/persistence/change-row.js';
import { REPEAT_WINDOW_SECONDS } from '../../tickets/persistence/ticket.store.js';
import type { NewExecution, NewRevision } from '../../tickets/rules/ticket-change.js';

const LOOK = sql(import.meta.url, 'look-before-intake');
const TAKE_IN = sql(import.meta.url, 'take-in');

export interface Look {
  agentId: string;
  key: string;
  callDigest: string | null;
  /** The tool that is to be called, registered or not. */
  tool: string | null;
}

export interface Seen {
  now: Date;
  inForce: InForce;
  /** The answer that this key got already. */
  answered: { bodyHash: Buffer; answer: string; receipt: Receipt } | null;
  /** Number of the ticket whose equal tool call is made or pending. */
  repeatOf: number | null;
  /** The tool is stopped, or its circuit is not closed. */
  shut: boolean;
}

type Row = InForce & {
  n: number;
  now: Date;
  body_hash: Buffer | null;
  answer: string | null;
  entry_id: string | null;
  entry_hash: string | null;
  repeat_of: number | null;
  shut: boolean;
};

/** A proposal with its route, ready to be written whole. */
export interface Intake {
  id: string;
  key: string;
  bodyHash: string;
  answer: string;
  agentId: string;
  agentKeyId: string;
  receivedAt: string;
  domain: string;
  request: Salted;
  evidence: Salted | null;
  policy: string | null;
  state: string;
  queue: string | null;
  priority: string;
  riskScore: number;
  customerRef: string | null;
  subject: string;
  confidence: number | null;
  callDigest: string | null;
  flags: string[];
  waitsFor: string[];
  dueAt: string | null;
  slaSeconds: number | null;
  expiresAt: string;
  revision: NewRevision;
  execution: NewExecution | null;
  entries: AuditEntry[];
}

/** Reads what routing must know, and writes what it decided; both joined across concurrent requests. */
@Injectable()
export class IntakeStore {
  private readonly looks: Batcher<Look, Seen>;
  private readonly writes: Batcher<Intake, Receipt | null>;

  constructor(
    private readonly database: Database,
    private readonly feed: LiveFeed,
  ) {
    this.looks = new Batcher((looks) => this.lookMany(looks), { most: 64 });
    this.writes = new Batcher((intakes) => this.writeMany(intakes), { most: 64 });
  }

  look(look: Look): Promise<Seen> {
    return this.looks.add(look);
  }

  /**
   * @returns the receipt of the entry that it was received; null when the idempotency key was used meanwhile, or the agent's
   *   key no longer counts
   */
  write(intake: Intake): Promise<Receipt | null> {
    return this.writes.add(intake);
  }

  private async lookMany(looks: Look[]): Promise<Seen[]> {
    const items = looks.map((look, n) => ({
      n,
      agent_id: look.agentId,
      key: look.key,
      call_digest: look.callDigest,
      tool: look.tool,
    }));
    const rows = await this.database.run<Row>(LOOK, [JSON.stringify(items), REPEAT_WINDOW_SECONDS]);
    const seen: Seen[] = new Array(looks.length);
    for (const row of rows) {
      const { now, routingPolicy, signOffPolicy, queuePolicy, tools, body_hash, answer, entry_id, entry_hash } = row;
      const receipt = { entryId: entry_id ?? '', entryHash: entry_hash ?? '' };
      const answered = body_hash && answer !== null ? { bodyHash: body_hash, answer, receipt } : null;
      const inForce = { routingPolicy, signOffPolicy, queuePolicy, tools };
      seen[row.n] = { now, inForce, answered, repeatOf: row.repeat_of, shut: row.shut };
    }
    return seen;
  }

  private async writeMany(intakes: Intake[]): Promise<(Receipt | null)[]> {
    const rows = await this.database.run<{ subject: string; entryId: string }>(TAKE_IN, [
      JSON.stringify(intakes.map(toRow)),
    ]);
    const written = new Map(rows.map((row) => [row.subject, row.entryId]));
    return intakes.map((intake) => {
      const entryId = written.get(`ticket:${intake.id}`);
      if (entryId === undefined) return null;
      this.feed.tell({ ticketId: intake.id, action: 'ticket.routed' });
      if (intake.execution) this.feed.ring();
      // The entry that it was received is the first of those that were written with it.
      return receiptOf(entryId, intake.entries[0]!.canonical);
    });
  }
}

function toRow(intake: Intake): Record<string, unknown> {
  const { revision } = intake;
  return {
    id: intake.id,
    key: intake.key,
    body_hash: intake.bodyHash,
    answer: intake.answer,
    agent_id: intake.agentId,
    agent_key_id: intake.agentKeyId,
    received_at: intake.receivedAt,
    domain: intake.domain,
    request: intake.request.text,
    request_salt: intake.request.salt.toString('hex'),
    evidence: intake.evidence?.text,
    evidence_salt: intake.evidence?.salt.toString('hex'),
    policy: intake.policy,
    state: intake.state,
    queue: intake.queue,
    priority: intake.priority,
    risk_score: intake.riskScore,
    customer_ref: intake.customerRef,
    subject: intake.subject,
    confidence: intake.confidence,
    call_digest: intake.callDigest,
    flags: intake.flags,
    waits_for: intake.waitsFor,
    due_at: intake.dueAt,
    sla_seconds: intake.slaSeconds,
    expires_at: intake.expiresAt,
    made_at: revision.madeAt,
    draft: revision.draft.text,
    draft_salt: revision.draft.salt.toString('hex'),
    tool_name: revision.toolCall?.name,
    tool_version: revision.toolVersion,
    arguments_raw: revision.toolCall?.raw,
    arguments_canonical: revision.toolCall?.canonical,
    observation: revision.observation,
    signed_content: revision.signedContent,
    content_hash: revision.contentHash,
    routing_policy_version: revision.routingPolicyVersion,
    sign_off_policy_version: revision.signOffPolicyVersion,
    routing_decision: revision.routingDecision,
    execution: intake.execution && toExecutionRow(intake.execution),
    entries: intake.entries,
  };
}
