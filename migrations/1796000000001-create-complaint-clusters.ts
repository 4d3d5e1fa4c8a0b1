import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Complaints grouped by what they are about (docs/insights.md). Worked out anew by each run from texts that stand elsewhere,
 * and never copied here: what is erased is gone from here, too.
 */
export class CreateComplaintClusters1796000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE complaint_cluster (
        id         uuid PRIMARY KEY,
        -- When it was first found.
        created_at timestamptz NOT NULL DEFAULT now(),
        size       int NOT NULL,
        trend      text NOT NULL CHECK (trend IN ('growing', 'steady', 'shrinking', 'too_early')),
        -- The week that it grew from.
        grew_from  timestamptz CHECK ((grew_from IS NULL) OR trend = 'growing'),
        -- Words that stand for it, none of them in few texts only.
        label      text[] NOT NULL,
        -- Counts: weeks, rates, reason codes, domains, routing policies.
        figures    json NOT NULL
      );

      -- A support text, or what a user complained of with an answer.
      CREATE TABLE complaint_member (
        cluster_id      uuid NOT NULL REFERENCES complaint_cluster ON DELETE CASCADE,
        support_text_id uuid UNIQUE REFERENCES support_text,
        ticket_id       uuid,
        event_id        text,
        closeness       real NOT NULL,
        FOREIGN KEY (ticket_id, event_id) REFERENCES user_event,
        UNIQUE (ticket_id, event_id),
        CHECK (num_nonnulls(support_text_id, event_id) = 1 AND num_nonnulls(ticket_id, event_id) <> 1)
      );
      CREATE INDEX complaint_member_typical_idx ON complaint_member (cluster_id, closeness DESC);

      -- One row: whose turn it is to group, and what the last run looked at.
      CREATE TABLE complaint_run (
        one         boolean PRIMARY KEY DEFAULT true CHECK (one),
        turn        int NOT NULL DEFAULT 0,
        taken_until timestamptz NOT NULL DEFAULT '-infinity',
        -- Since when the turn that is taken looks, and of the last that ended.
        begun_at    timestamptz,
        looked_at   timestamptz,
        texts       int NOT NULL DEFAULT 0,
        grouped     int NOT NULL DEFAULT 0
      );
      INSERT INTO complaint_run DEFAULT VALUES;

      CREATE INDEX user_event_complained_idx ON user_event (received_at) WHERE type = 'complained' AND body IS NOT NULL;

      GRANT SELECT, INSERT, UPDATE, DELETE ON complaint_cluster TO countersign_app;
      GRANT SELECT, INSERT, DELETE ON complaint_member TO countersign_app;
      GRANT SELECT, UPDATE ON complaint_run TO countersign_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX user_event_complained_idx;
      DROP TABLE complaint_run, complaint_member, complaint_cluster;
    `);
  }
}
