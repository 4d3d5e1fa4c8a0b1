import { Injectable } from '@nestjs/common';
import type { AuditEntry } from '../../audit-log/rules/audit-entry.js';
import { Database, sql } from '../../platform/database/database.js';
import { LiveFeed } from '../../platform/live/live-feed.js';
import type { ExecutionState } from '../../tickets/rules/case-file.js';
import type { GrantTimes } from '../rules/grant.js';

const WRITE = sql(import.meta.url, 'write-grant');
const REDEEM = sql(import.meta.url, 'redeem-grant');
const END = sql(import.meta.url, 'end-grant');
const FIND = sql(import.meta.url, 'find-granted');
const FIND_OVER = sql(import.meta.url, 'find-grants-over');

export interface NewGrant extends GrantTimes {
  ticketId: string;
  seenVersion: number;
  executionId: string;
  tool: string;
  signers: string[];
  entries: AuditEntry[];
}

export interface Granted {
  id: string;
  ticketId: string;
  fence: number;
  state: ExecutionState;
  toolName: string;
  grantExpiresAt: Date | null;
  redeemedAt: Date | null;
  /** Of the tool, which redeems with it. */
  signingSecret: string;
  contentHash: Buffer;
  now: Date;
}

export interface GrantOver {
  id: string;
  ticketId: string;
  state: 'ready' | 'granted';
  fence: number;
  redeemed: boolean;
  now: Date;
}

export interface GrantEnd {
  executionId: string;
  ticketId: string;
  state: 'succeeded' | 'failed' | 'unknown';
  result: string | null;
  error: string | null;
  entries: AuditEntry[];
  /** For the sweep: whether it was redeemed when it was seen to be over. */
  overAndRedeemed?: boolean;
}

/** Grants executions, notes that a grant was redeemed, and ends what was granted; each one guarded statement. */
@Injectable()
export class GrantStore {
  constructor(
    private readonly database: Database,
    private readonly feed: LiveFeed,
  ) {}

  /**
   * @returns `moved` when the ticket moved or its time is over, `stopped` when somebody stopped the tool: nothing was
   *   written and nothing may be given out
   */
  async grant(grant: NewGrant): Promise<'written' | 'moved' | 'stopped'> {
    const { ticketId, seenVersion, executionId, tool, signers, issuedAt, expiresAt, entries } = grant;
    const values = [ticketId, seenVersion, executionId, signers, issuedAt, expiresAt, JSON.stringify(entries), tool];
    const [row] = await this.database.run<{ open: boolean; written: boolean }>(WRITE, values);
    if (this.told(row!.written, ticketId, entries)) return 'written';
    return row!.open ? 'moved' : 'stopped';
  }

  async find(executionId: string): Promise<Granted | undefined> {
    return (await this.database.run<Granted & Record<string, unknown>>(FIND, [executionId]))[0];
  }

  /** @returns when it was redeemed; null when somebody else was first, or it is too late */
  async redeem(granted: Granted, reportSeconds: number, entries: AuditEntry[]): Promise<Date | null> {
    const values = [granted.id, reportSeconds, JSON.stringify(entries)];
    const [row] = await this.database.run<{ redeemedAt: Date }>(REDEEM, values);
    this.told(row !== undefined, granted.ticketId, entries);
    return row?.redeemedAt ?? null;
  }

  /** @returns false when it is not granted any more, or no longer as the sweep saw it */
  async end({
    executionId,
    ticketId,
    state,
    result,
    error,
    entries,
    overAndRedeemed = undefined,
  }: GrantEnd): Promise<boolean> {
    const values = [executionId, state, result, error, JSON.stringify(entries), overAndRedeemed ?? null];
    return this.told((await this.database.run(END, values)).length > 0, ticketId, entries);
  }

  async findOver(most: number): Promise<GrantOver[]> {
    return this.database.run<GrantOver & Record<string, unknown>>(FIND_OVER, [most]);
  }

  private told(written: boolean, ticketId: string, entries: AuditEntry[]): boolean {
    if (written) for (const { action } of entries) this.feed.tell({ ticketId, action });
    return written;
  }
}
