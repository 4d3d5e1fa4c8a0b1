import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Filters of the inbox that people keep by a name, for themselves or for everybody. */
export class CreateSavedFilters1795000000056 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE saved_filter (
        id         uuid PRIMARY KEY,
        owner_id   uuid NOT NULL REFERENCES person,
        name       text NOT NULL,
        shared     boolean NOT NULL,
        -- The console's view, and what narrows it by the names of the filters of GET /v1/tickets.
        view       text NOT NULL,
        narrow     json NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      -- A person's own names differ, and so do the names that everybody sees.
      CREATE UNIQUE INDEX saved_filter_own_key ON saved_filter (owner_id, lower(name)) WHERE NOT shared;
      CREATE UNIQUE INDEX saved_filter_shared_key ON saved_filter (lower(name)) WHERE shared;
      CREATE INDEX saved_filter_list_idx ON saved_filter (lower(name), id);

      GRANT SELECT, INSERT, DELETE ON saved_filter TO countersign_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE saved_filter');
  }
}
