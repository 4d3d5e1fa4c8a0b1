import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where people hear of what happened. Whatever is on record of the kinds that somebody wants to hear of gets a row to send,
 * in the transaction of its audit entry: no such event is without, whichever statement wrote it.
 */
export class CreateNotifications1795000000067 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notification_channel (
        id         uuid PRIMARY KEY,
        name       text NOT NULL UNIQUE,
        format     text NOT NULL CHECK (format IN ('standard', 'slack')),
        -- Never answered: it may hold a token.
        url        text NOT NULL,
        -- Signs what is sent. Kept as it is, because it signs; answered once.
        secret     text NOT NULL,
        -- Audit actions that it is told of.
        events     text[] NOT NULL,
        active     boolean NOT NULL DEFAULT true,
        created_by uuid NOT NULL REFERENCES person,
        created_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE notification (
        id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        channel_id uuid NOT NULL REFERENCES notification_channel,
        action     text NOT NULL,
        subject    text NOT NULL,
        at         timestamptz NOT NULL,
        attempts   int NOT NULL DEFAULT 0,
        -- When it is sent next; while it is being sent, when another worker may.
        next_at    timestamptz NOT NULL DEFAULT now(),
        sent_at    timestamptz,
        gave_up_at timestamptz,
        error      text
      );
      CREATE INDEX notification_due_idx ON notification (channel_id, next_at) WHERE sent_at IS NULL AND gave_up_at IS NULL;
      CREATE INDEX notification_channel_idx ON notification (channel_id, id);

      CREATE FUNCTION notify_channels() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO notification (channel_id, action, subject, at)
        SELECT c.id, NEW.action, NEW.subject, NEW.at FROM notification_channel c
        WHERE c.active AND NEW.action = ANY (c.events);
        RETURN NULL;
      END $$;
      -- The condition is looked at for every entry, the function is called for few.
      CREATE TRIGGER audit_entry_notifies AFTER INSERT ON audit_entry FOR EACH ROW
        WHEN (NEW.action IN ('ticket.breached', 'ticket.expired', 'execution.unknown', 'execution.failed',
          'kill_switch.stopped', 'kill_switch.resumed'))
        EXECUTE FUNCTION notify_channels();

      GRANT SELECT, INSERT ON notification_channel TO countersign_app;
      GRANT UPDATE (active, events) ON notification_channel TO countersign_app;
      GRANT SELECT, INSERT ON notification TO countersign_app;
      GRANT UPDATE (attempts, next_at, sent_at, gave_up_at, error) ON notification TO countersign_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER audit_entry_notifies ON audit_entry;
      DROP FUNCTION notify_channels();
      DROP TABLE notification, notification_channel;
    `);
  }
}
