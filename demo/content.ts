import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Someone who works at the invented company that the demo is about. Passwords are made at first start. */
export interface DemoPerson {
  name: string;
  email: string;
  role: string;
}

/** A body of `POST /v1/tools`, with the path on the ledger in place of the endpoint. */
export interface DemoTool {
  name: string;
  description: string;
  path: string;
  retryClass: 'idempotent' | 'queryable' | 'once';
  changesWorld: boolean;
  timeoutMs: number;
  schema: object;
}

/** What must still hold when a demo tool runs, with the path on the ledger in place of the URL. */
export interface DemoPrecondition {
  name: string;
  path: string;
  query: Record<string, string>;
  watch: string[];
  show: string[];
}

/** Who takes a step: the one person of a role, or the second of the two operators. */
export type Actor = 'operator' | 'second_operator' | 'support_lead';

export interface ToolCall {
  name: string;
  arguments: Record<string, unknown>;
}

/** One step on the way from a proposal just taken in to the state the demo shows. */
export type Step =
  | { as: Actor; do: 'claim' }
  | { as: Actor; do: 'approve'; note?: string }
  | { as: Actor; do: 'reject'; reason: string; note?: string }
  | { as: Actor; do: 'revise'; note?: string; draft?: { answer: string }; toolCall?: ToolCall }
  | { as: Actor; do: 'escalate'; note: string }
  | { as: 'agent'; do: 'withdraw' }
  | { ledger: { mode: string; times?: number; delayMs?: number } };

export interface DemoTicket {
  /** Names the ticket for good: it becomes the Idempotency-Key. */
  key: string;
  /** A body of `POST /v1/proposals`. */
  proposal: Record<string, unknown> & { evidence: Record<string, unknown>[]; toolCall?: ToolCall };
  then: Step[];
  /** What its user did, as events are called: `shown` as soon as it is taken in, the rest when it has come to its end. */
  users?: string[];
  endsAs: { state: string; revision?: number; execution?: string };
}

/** In the order they are played: some rest on one before them in the same file. */
const TICKET_FILES = ['questions', 'refunds-decided', 'accounts', 'legal-and-billing', 'refunds-waiting', 'odd-cases'];

const DAY_MS = 86_400_000;

export const demoPeople = (): DemoPerson[] => read('people.json');

export const demoTools = (): DemoTool[] => read('tools.json');

/** The preconditions of one demo tool. Apart from the tools, which are measured and tested without. */
export const demoPreconditions = (tool: string): DemoPrecondition[] =>
  read<Record<string, DemoPrecondition[]>>('preconditions.json')[tool] ?? [];

/**
 * The demo tickets, with every evidence's `daysAgo` turned into `updatedAt` counted back from `asOf`, so that sources
 * are as fresh or as stale as the story needs whenever the demo is started. The same `asOf` gives the same bytes.
 */
export function demoTickets(asOf: Date): DemoTicket[] {
  return TICKET_FILES.flatMap((name) => read<DemoTicket[]>(join('tickets', `${name}.json`))).map((ticket) => ({
    ...ticket,
    proposal: { ...ticket.proposal, evidence: ticket.proposal.evidence.map((source) => dated(source, asOf)) },
  }));
}

/** A document of the demo's knowledge base, as `KnowledgeService` takes it. */
export interface DemoDocument {
  id: string;
  title: string;
  content: string;
  uri: string;
  owner: string;
  reviewBy: string;
}

interface WrittenDocument extends Omit<DemoDocument, 'content' | 'reviewBy'> {
  /** Counted from the day the demo begins; some are past. */
  reviewInDays: number;
  /** Texts by their headings. */
  sections: Record<string, string>;
}

/** What the demo's tickets cite, and a little more. */
export function demoDocuments(asOf: Date): DemoDocument[] {
  return read<WrittenDocument[]>('knowledge.json').map(({ reviewInDays, sections, ...document }) => ({
    ...document,
    content: Object.entries(sections)
      .map(([heading, text]) => `## ${heading}\n\n${text}\n`)
      .join('\n'),
    reviewBy: new Date(asOf.getTime() + reviewInDays * DAY_MS).toISOString().slice(0, 10),
  }));
}

/** What a customer of the demo wrote to support, as `SupportTextsService` takes it. */
export interface DemoSupportText {
  id: string;
  text: string;
  at: string;
  domain: string;
}

interface WrittenSupportText extends Omit<DemoSupportText, 'at'> {
  /** Counted back from the day the demo begins. */
  daysAgo: number;
}

/** Three complaints that come now and then, one in Korean among them, and two that have begun to grow: where people look anyway, and where nobody does. */
export function demoSupportTexts(asOf: Date): DemoSupportText[] {
  return read<WrittenSupportText[]>('support-texts.json').map(({ daysAgo, ...text }) => ({
    ...text,
    at: new Date(asOf.getTime() - daysAgo * DAY_MS).toISOString(),
  }));
}

function dated({ daysAgo, ...source }: Record<string, unknown>, asOf: Date): Record<string, unknown> {
  return { ...source, updatedAt: new Date(asOf.getTime() - Number(daysAgo) * DAY_MS).toISOString() };
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(join(import.meta.dirname, path), 'utf8')) as T;
}
