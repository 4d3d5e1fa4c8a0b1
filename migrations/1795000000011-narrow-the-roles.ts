import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Least rights: the application gives entries neither their id nor their transaction, by which they are sealed; and
 * `countersign_auditor` reads what proves who decided what, and no personal text, no secret and nothing else.
 */
export class NarrowTheRoles1795000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE INSERT ON audit_entry FROM countersign_app;
      GRANT INSERT (at, actor, action, subject, canonical, hash) ON audit_entry TO countersign_app;

      DO $$ BEGIN
        CREATE ROLE countersign_auditor NOLOGIN;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END $$;

      GRANT USAGE ON SCHEMA public TO countersign_auditor;
      GRANT SELECT ON audit_entry, audit_leaf, audit_node, audit_checkpoint TO countersign_auditor;
      GRANT SELECT ON routing_policy, sign_off_policy, ticket_transition, execution_transition TO countersign_auditor;
      GRANT SELECT (id, name, roles, active, created_at) ON person TO countersign_auditor;
      GRANT SELECT (id, name, owner_id, active, created_at) ON agent TO countersign_auditor;
      GRANT SELECT (id, agent_id, issued_by, created_at, revoked_at) ON agent_key TO countersign_auditor;
      GRANT SELECT (name, version, schema, endpoint_url, endpoint_version, retry_class, changes_world, timeout_ms, sign_off,
        created_by, created_at) ON tool TO countersign_auditor;
      GRANT SELECT (id, agent_id, agent_key_id, received_at, domain) ON proposal TO countersign_auditor;
      GRANT SELECT (id, number, state, revision, queue, agent_id, domain, tool_name, created_at, due_at, breached_at, expires_at,
        resolved_at) ON ticket TO countersign_auditor;
      GRANT SELECT (ticket_id, revision, made_by, made_at, tool_name, tool_version, content_hash, routing_policy_version,
        sign_off_policy_version) ON revision TO countersign_auditor;
      GRANT SELECT (id, ticket_id, revision, person_id, roles, verdict, content_hash, knowing_repeat, reason, at)
        ON sign_off TO countersign_auditor;
      GRANT SELECT (id, ticket_id, person_id, at) ON note TO countersign_auditor;
      GRANT SELECT (id, ticket_id, revision, tool_name, tool_version, state, fence, attempts, ready_at, intent_at, finished_at)
        ON execution TO countersign_auditor;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE INSERT (at, actor, action, subject, canonical, hash) ON audit_entry FROM countersign_app;
      GRANT INSERT ON audit_entry TO countersign_app;
      REVOKE ALL ON ALL TABLES IN SCHEMA public FROM countersign_auditor;
      REVOKE USAGE ON SCHEMA public FROM countersign_auditor;
    `);
  }
}
