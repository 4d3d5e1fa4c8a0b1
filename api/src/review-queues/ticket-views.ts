import { Injectable } from '@nestjs/common';
import type { Viewer } from '../approvals/rules/allowed-actions.js';
import { responseContract } from '../intake/rules/response-contract.js';
import { Database, sql } from '../platform/database/database.js';
import { notFound } from '../platform/http/problem.js';
import { RawJson } from '../platform/json/raw-json.js';
import { maskJson } from '../platform/text/mask.js';
import { Rulebook } from '../rulebook/rulebook.js';
import type { Observation } from '../rulebook/rules/precondition.js';
import type { Rules } from '../rulebook/rules/rules-in-force.js';
import { TicketStore } from '../tickets/persistence/ticket.store.js';
import type { CaseFile } from '../tickets/rules/case-file.js';
import { executionView } from '../tickets/rules/execution-view.js';
import type { Ticket, TicketStanding, TicketSummary } from './http/ticket.dto.js';
import { type Content, revisionChanges } from './rules/revision-changes.js';
import { ticketStanding, ticketSummary, toDraft } from './rules/ticket-summary.js';

const BACKGROUND = sql(import.meta.url, 'persistence/load-ticket-background');

interface StoredRevision {
  revision: number;
  madeById: string | null;
  madeByName: string | null;
  madeAt: string;
  /** The agent added to it, which made it. */
  added: boolean;
  note: string | null;
  contentHash: string;
  draft: string | null;
  tool: string | null;
  arguments: string | null;
  observation: string | null;
}

type Asked = NonNullable<Ticket['exchange'][number]['question']>;

interface Background {
  revisions: StoredRevision[];
  exchange: { question: Asked | null; answer: { revision: number; body: string | null; at: string } | null }[] | null;
  notes: { personId: string; personName: string; body: string | null; at: string }[] | null;
  erasure: { at: string; byName: string; reason: string } | null;
  first_draft: string | null;
  first_tool: string | null;
  first_arguments: string | null;
  history:
    | {
        id: string;
        number: number;
        createdAt: string;
        domain: string;
        state: string;
        toolName: string | null;
        argumentsRaw: string | null;
        executionState: string | null;
      }[]
    | null;
}

/** Tickets as people see them: read models, apart from what decides. */
@Injectable()
export class TicketViews {
  constructor(
    private readonly tickets: TicketStore,
    private readonly rulebook: Rulebook,
    private readonly database: Database,
  ) {}

  /** Rows of a list, in the order of the ids. */
  async summaries(viewer: Viewer, ids: string[]): Promise<TicketSummary[]> {
    const files = (await Promise.all(ids.map((id) => this.tickets.load(id)))).filter((file) => file !== undefined);
    const first = files[0];
    if (!first) return [];
    const rules = await this.rulebook.at(first.inForce);
    return files.map((file) => ticketSummary(file, rules, viewer));
  }

  /** Where one ticket stands. @throws Problem 404 */
  async standing(viewer: Viewer, id: string): Promise<TicketStanding> {
    const { file, rules } = await this.load(id, false);
    return ticketStanding(file, rules, viewer);
  }

  /** Where a case file that was just read or written stands. */
  async standingOf(viewer: Viewer, file: CaseFile): Promise<TicketStanding> {
    return ticketStanding(file, await this.rulebook.at(file.inForce), viewer);
  }

  /** The whole case file. @throws Problem 404 */
  async ticket(viewer: Viewer, id: string): Promise<Ticket> {
    const { file, rules } = await this.load(id, true);
    const background = (await this.database.run<Background & Record<string, unknown>>(BACKGROUND, [id]))[0]!;
    const { revision } = file;
    return {
      ...ticketStanding(file, rules, viewer),
      proposal: asTakenIn(file, background),
      draft: toDraft(revision.draft),
      customerRef: file.ticket.customerRef,
      execution: executionView(file.execution),
      toolCall: toolCallOf(file, rules),
      observation: revision.observation === null ? null : (JSON.parse(revision.observation) as Observation),
      signedContent: revision.signedContent,
      routingDecision: { ...revision.routingDecision, policyVersion: revision.routingPolicyVersion },
      revisions: background.revisions.map((made, i) => toRevisionItem(made, background.revisions[i - 1], file)),
      notes: background.notes ?? [],
      exchange: (background.exchange ?? []).map(({ question, answer }) => ({
        question: question && { ...question, at: new Date(question.at).toISOString() },
        answer: answer && { ...answer, body: raw(answer.body) ?? null, at: new Date(answer.at).toISOString() },
      })),
      duplicates: file.repeats.map((repeat) => ({ ...repeat, createdAt: repeat.createdAt.toISOString() })),
      customerHistory: (background.history ?? []).map(({ toolName, argumentsRaw, ...past }) => ({
        ...past,
        toolCall:
          toolName && argumentsRaw !== null ? { name: toolName, arguments: new RawJson(maskJson(argumentsRaw)) } : null,
      })),
      customerView: customerView(file),
      erasure: background.erasure && { ...background.erasure, at: new Date(background.erasure.at).toISOString() },
    };
  }

  private async load(id: string, texts: boolean): Promise<{ file: CaseFile; rules: Rules }> {
    const file = await this.tickets.load(id, { texts });
    if (!file) throw notFound('ticket');
    return { file, rules: await this.rulebook.at(file.inForce) };
  }
}

const raw = (text: string | null | undefined): RawJson | undefined => (text ? new RawJson(text) : undefined);

function asTakenIn({ ticket, texts }: CaseFile, background: Background): Record<string, unknown> {
  return {
    request: raw(texts?.request),
    domain: ticket.domain,
    draft: raw(background.first_draft),
    evidence: raw(texts?.evidence),
    policy: raw(texts?.policy),
    toolCall: background.first_tool
      ? { name: background.first_tool, arguments: raw(background.first_arguments) }
      : undefined,
  };
}

function toolCallOf({ revision }: CaseFile, rules: Rules): Ticket['toolCall'] {
  const { toolCall, toolVersion } = revision;
  if (!toolCall) return null;
  const tool = toolVersion === null ? undefined : rules.tool(toolCall.name, toolVersion);
  return {
    name: toolCall.name,
    arguments: new RawJson(toolCall.raw),
    canonical: toolCall.canonical,
    version: toolVersion,
    registered: tool !== undefined,
    changesWorld: tool?.changesWorld ?? true,
    retryClass: tool?.retryClass ?? null,
    runner: tool?.runner ?? 'countersign',
    endpoint: tool?.endpointUrl ?? null,
    endpointVersion: tool?.endpointVersion ?? null,
    schema: tool?.schema ?? null,
    description: tool?.description ?? null,
    preconditions: (tool?.preconditions ?? []).map(({ name, url, watch, show }) => ({
      name,
      url,
      watch: [...watch],
      show: [...show],
    })),
  };
}

function toRevisionItem(
  made: StoredRevision,
  before: StoredRevision | undefined,
  { agent }: CaseFile,
): Ticket['revisions'][number] {
  return {
    revision: made.revision,
    madeBy: makerOf(made, agent),
    madeAt: new Date(made.madeAt).toISOString(),
    note: made.note,
    contentHash: made.contentHash,
    changes: before ? revisionChanges(contentOf(before), contentOf(made)) : [],
  };
}

/** An agent proposes the first revision and adds context to others; what nobody made, we did. */
function makerOf(
  { revision, madeById, madeByName, added }: StoredRevision,
  agent: CaseFile['agent'],
): Ticket['revisions'][number]['madeBy'] {
  if (added) return { type: 'agent', id: agent.id, name: agent.name };
  if (madeById) return { type: 'person', id: madeById, name: madeByName ?? '' };
  return revision === 1
    ? { type: 'agent', id: agent.id, name: agent.name }
    : { type: 'system', id: null, name: 'Countersign' };
}

function contentOf({ draft, tool, arguments: args, observation }: StoredRevision): Content {
  return {
    tool,
    draft: JSON.parse(draft ?? '{}') as Record<string, unknown>,
    arguments: args === null ? null : (JSON.parse(args) as Record<string, unknown>),
    observation: observation === null ? null : (JSON.parse(observation) as Observation),
  };
}

function customerView(file: CaseFile): Ticket['customerView'] {
  const { ticket, revision, execution } = file;
  const draft = toDraft(revision.draft);
  const hasToolCall = revision.toolCall !== null;
  const decision = revision.routingDecision;
  const { domain } = ticket;
  const parked = execution?.parked ?? false;
  const see = (
    state: typeof ticket.state,
    executionState: 'succeeded' | null | NonNullable<typeof execution>['state'],
  ) => {
    const { status, answer } = responseContract({
      state,
      domain,
      hasToolCall,
      executionState,
      parked,
      asked: file.question !== null && state === 'pending_review',
      draft,
      decision,
    });
    return { status, text: answer };
  };
  return {
    now: see(ticket.state, execution?.state ?? null),
    whenDone: see('approved', hasToolCall ? 'succeeded' : null),
    ifRejected: see('rejected', null),
  };
}
