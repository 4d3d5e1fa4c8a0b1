import type { MigrationInterface, QueryRunner } from 'typeorm';

const BEFORE = `'ticket.breached', 'ticket.expired', 'execution.unknown', 'execution.failed', 'circuit.opened', 'circuit.closed',
  'kill_switch.stopped', 'kill_switch.resumed'`;

/** Channels can be told that a change waits for somebody, and that one is live. */
export class TellOfChanges1796000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(told(`${BEFORE}, 'change.filed', 'change.approved'`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(told(BEFORE));
  }
}

const told = (actions: string): string => `
  DROP TRIGGER audit_entry_notifies ON audit_entry;
  CREATE TRIGGER audit_entry_notifies AFTER INSERT ON audit_entry FOR EACH ROW
    WHEN (NEW.action IN (${actions})) EXECUTE FUNCTION notify_channels();`;
