import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '../database/database.js';
import { LiveFeed } from './live-feed.js';

const EVERY_MS = 1_000;

/** Ids are given before commit, so a late committer appears behind newer ones: look back this far. */
const LOOK_BACK = 500;

const RECENT = {
  name: 'recent-changes',
  text: `SELECT id::int AS id, subject, action FROM audit_entry
    WHERE id > (SELECT coalesce(max(id), 0) FROM audit_entry) - ${LOOK_BACK} AND subject LIKE 'ticket:%' ORDER BY id`,
};

/** Tells this process's live feed what other processes committed. */
@Injectable()
export class ChangePoll implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private seen: Set<number> | undefined;

  constructor(
    private readonly database: Database,
    private readonly feed: LiveFeed,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule();
  }

  beforeApplicationShutdown(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private schedule(): void {
    this.timer = setTimeout(() => {
      void this.look().finally(() => this.timer && this.schedule());
    }, EVERY_MS);
    this.timer.unref();
  }

  private async look(): Promise<void> {
    if (!this.feed.isWatched()) {
      this.seen = undefined;
      return;
    }
    const rows = await this.database.run<{ id: number; subject: string; action: string }>(RECENT).catch(() => []);
    const before = this.seen;
    this.seen = new Set(rows.map((row) => row.id));
    if (!before) return;
    for (const { id, subject, action } of rows) {
      if (!before.has(id)) this.feed.tell({ ticketId: subject.slice('ticket:'.length), action });
    }
  }
}
