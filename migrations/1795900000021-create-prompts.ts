import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What models are told, in versions, and what drafting may spend. Versions are only ever added. */
export class CreatePrompts1795900000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE prompt (
        version    int PRIMARY KEY,
        -- RFC 8785 text: instructions, models and what they cost.
        document   text NOT NULL,
        hash       bytea NOT NULL CHECK (hash = sha256(convert_to(document, 'UTF8'))),
        created_by uuid REFERENCES person,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TRIGGER prompt_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON prompt
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- What an agent's drafts took of a model on one day of UTC, with what is reserved for calls under way.
      CREATE TABLE draft_budget (
        agent_id    uuid NOT NULL REFERENCES agent,
        day         date NOT NULL,
        tokens      bigint NOT NULL CHECK (tokens >= 0),
        -- Millionths of a US dollar.
        cost_micros bigint NOT NULL CHECK (cost_micros >= 0),
        PRIMARY KEY (agent_id, day)
      );

      GRANT SELECT, INSERT ON prompt TO countersign_app;
      GRANT SELECT, INSERT, UPDATE ON draft_budget TO countersign_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE draft_budget, prompt');
  }
}
