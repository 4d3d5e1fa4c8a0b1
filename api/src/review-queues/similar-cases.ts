import { Injectable } from '@nestjs/common';
import { moneyOf } from '../approvals/rules/money.js';
import { Database, sql } from '../platform/database/database.js';
import { notFound } from '../platform/http/problem.js';
import { RawJson } from '../platform/json/raw-json.js';
import { maskJson } from '../platform/text/mask.js';
import type { SimilarCaseList } from './http/similar.dto.js';
import { rankSimilar } from './rules/similar-cases.js';

const FIND = sql(import.meta.url, 'persistence/find-similar');
const LOAD = sql(import.meta.url, 'persistence/load-similar');

/** Decided tickets of each verdict that are looked through, and how many of the same tool and domain are compared. */
const LOOKED_THROUGH = 2_000;
const COMPARED = 200;
const SHOWN = 6;

interface Found {
  id: string;
  state: string;
  flags: string[];
  amount: string | null;
  currency: string | null;
  asked: boolean;
}

interface Loaded {
  id: string;
  number: number;
  createdAt: Date;
  domain: string;
  state: string;
  resolvedAt: Date | null;
  flags: string[];
  toolName: string | null;
  argumentsRaw: string | null;
  executionState: string | null;
  decisions: SimilarCaseList['data'][number]['decisions'] | null;
}

/** What people decided lately about cases that are like one: same tool and domain, about the same amount. */
@Injectable()
export class SimilarCases {
  constructor(private readonly database: Database) {}

  /** @throws Problem 404 */
  async of(ticketId: string): Promise<SimilarCaseList> {
    const found = await this.database.run<Found & Record<string, unknown>>(FIND, [ticketId, LOOKED_THROUGH, COMPARED]);
    const comparable = found.map((one) => ({
      ...one,
      money: moneyOf({ amount_minor: one.amount, currency: one.currency }),
    }));
    const subject = comparable.find(({ asked }) => asked);
    if (!subject) throw notFound('ticket');
    const newestFirst = comparable.filter(({ asked }) => !asked).sort((a, b) => (a.id < b.id ? 1 : -1));
    const alike = rankSimilar(subject, newestFirst);
    const shown = alike.slice(0, SHOWN).map(({ id }) => id);
    const rows = await this.database.run<Loaded & Record<string, unknown>>(LOAD, [shown]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return {
      data: shown.flatMap((id) => (byId.has(id) ? [toCase(byId.get(id)!)] : [])),
      approved: alike.filter(({ state }) => state === 'approved').length,
      rejected: alike.filter(({ state }) => state === 'rejected').length,
    };
  }
}

function toCase({ toolName, argumentsRaw, decisions, ...row }: Loaded): SimilarCaseList['data'][number] {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    toolCall:
      toolName && argumentsRaw !== null ? { name: toolName, arguments: new RawJson(maskJson(argumentsRaw)) } : null,
    decisions: decisions ?? [],
  };
}
