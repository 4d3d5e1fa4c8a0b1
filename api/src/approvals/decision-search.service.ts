import { Injectable } from '@nestjs/common';
import { DecisionPage, type DecisionRow, keysOf } from './persistence/decision-page.js';
import type { DecisionFilters, DecisionSort } from './rules/decision-search.js';

export interface FoundDecisions {
  rows: DecisionRow[];
  /** Keys to go on from; null when that was all. */
  next: string[] | null;
  /** There may be more, but looking stopped before the page was full. */
  cutOff: boolean;
}

/** Decisions in one page of the export. */
const PAGE = 100;

/** Searches what was decided, for people who look things up months later. */
@Injectable()
export class DecisionSearch {
  constructor(private readonly decisions: DecisionPage) {}

  async page(
    filters: DecisionFilters,
    sort: DecisionSort,
    limit: number,
    after: string[] | null,
  ): Promise<FoundDecisions> {
    const { rows, stoppedAt } = await this.decisions.rows(filters, sort, limit + 1, after);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    if (rows.length > limit && last) return { rows: shown, next: keysOf(sort, last), cutOff: false };
    return { rows: shown, next: stoppedAt, cutOff: stoppedAt !== null && rows.length < limit };
  }

  /** Everything that is found, page by page: nothing is cut off, however long it takes. */
  async *all(filters: DecisionFilters, sort: DecisionSort): AsyncGenerator<DecisionRow[]> {
    let after: string[] | null = null;
    do {
      const page: FoundDecisions = await this.page(filters, sort, PAGE, after);
      yield page.rows;
      after = page.next;
    } while (after);
  }
}
