import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That a tool's circuit opened or closed goes on record, once for all workers, and channels can be told. */
export class RecordCircuits1795600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Tools whose circuit the log last said was open. Workers compare it with circuit_now, and whoever changes it writes the entry.
      CREATE TABLE circuit_on_record (
        tool  text PRIMARY KEY,
        since timestamptz NOT NULL
      );
      GRANT SELECT, INSERT, DELETE ON circuit_on_record TO countersign_app;

      DROP TRIGGER audit_entry_notifies ON audit_entry;
      CREATE TRIGGER audit_entry_notifies AFTER INSERT ON audit_entry FOR EACH ROW
        WHEN (NEW.action IN ('ticket.breached', 'ticket.expired', 'execution.unknown', 'execution.failed',
          'circuit.opened', 'circuit.closed', 'kill_switch.stopped', 'kill_switch.resumed'))
        EXECUTE FUNCTION notify_channels();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER audit_entry_notifies ON audit_entry;
      CREATE TRIGGER audit_entry_notifies AFTER INSERT ON audit_entry FOR EACH ROW
        WHEN (NEW.action IN ('ticket.breached', 'ticket.expired', 'execution.unknown', 'execution.failed',
          'kill_switch.stopped', 'kill_switch.resumed'))
        EXECUTE FUNCTION notify_channels();
      DROP TABLE circuit_on_record;
    `);
  }
}
