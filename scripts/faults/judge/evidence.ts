import type { RetryClass } from '../../../api/src/rulebook/rules/tool.js';
import type { JournalLine } from '../tool/journal.js';
import type { Acknowledged } from '../workload/play.js';
import type { Plot } from '../workload/story.js';
import type { LogVerdict } from './verify-log.js';

/** A ticket as its row stands. */
export interface TicketRow {
  id: string;
  state: string;
  revision: number;
}

export interface RevisionRow {
  ticketId: string;
  revision: number;
  toolName: string;
  argumentsText: string;
  /** 64 hex characters, and whether they are the SHA-256 of the stored content, computed by the reader. */
  contentHash: string;
  hashHolds: boolean;
}

export interface SignOffRow {
  ticketId: string;
  revision: number;
  personId: string;
  roles: string[];
  verdict: string;
  contentHash: string;
}

export interface ExecutionRow {
  id: string;
  ticketId: string;
  revision: number;
  state: string;
}

/** Everything that is known after a run, from three sides that know nothing of each other. */
export interface Evidence {
  /** The tool's own journal. */
  journal: readonly JournalLine[];
  /** What the API answered to those who called it. */
  acknowledged: readonly Acknowledged[];
  stories: ReadonlyMap<string, { id: string; plot: Plot; retryClass: RetryClass }>;
  /** The database. */
  tickets: readonly TicketRow[];
  revisions: readonly RevisionRow[];
  signOffs: readonly SignOffRow[];
  executions: readonly ExecutionRow[];
  /** Where states and audit entries do not match one to one, in words. */
  mismatches: readonly string[];
  /** Audit entries that no leaf of the tree stands for. */
  unsealed: number;
  /** How many audit entries there were before the export, and what the independent verifier says of that. */
  entries: number;
  log: LogVerdict;
  /** Bells that nobody took off the outbox. */
  bells: number;
}

/** What must never be, and the ticket or execution at which it is. */
export interface Violation {
  kind: Kind;
  ticketId: string;
  because: string;
}

export const KINDS = [
  'effects without approval',
  'double effects',
  'acknowledged approvals lost',
  'tickets stuck',
  'records untrue',
  'logs unproved',
] as const;

export type Kind = (typeof KINDS)[number];
