import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A channel may be people's mailboxes instead of a URL. */
export class TellByMail1795900000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE notification_channel
        ADD COLUMN kind text NOT NULL DEFAULT 'webhook' CHECK (kind IN ('webhook', 'email')),
        -- E-mail addresses, which are in no audit entry.
        ADD COLUMN recipients text[],
        -- In which language mails are written.
        ADD COLUMN language text CHECK (language IN ('en', 'ko')),
        ALTER COLUMN format DROP NOT NULL,
        ALTER COLUMN url DROP NOT NULL,
        ALTER COLUMN secret DROP NOT NULL,
        ADD CONSTRAINT notification_channel_is_of_its_kind CHECK (CASE kind
          WHEN 'webhook' THEN num_nulls(format, url, secret) = 0 AND num_nonnulls(recipients, language) = 0
          ELSE num_nonnulls(format, url, secret) = 0 AND num_nulls(recipients, language) = 0 AND cardinality(recipients) > 0 END);

      GRANT UPDATE (recipients, language) ON notification_channel TO countersign_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE notification_channel DISABLE TRIGGER notification_channel_ended_stays;
      ALTER TABLE notification DISABLE TRIGGER notification_unsent_stays;
      DELETE FROM notification WHERE channel_id IN (SELECT id FROM notification_channel WHERE kind = 'email');
      DELETE FROM notification_channel WHERE kind = 'email';
      ALTER TABLE notification ENABLE TRIGGER notification_unsent_stays;
      ALTER TABLE notification_channel ENABLE TRIGGER notification_channel_ended_stays;
      REVOKE UPDATE (recipients, language) ON notification_channel FROM countersign_app;
      ALTER TABLE notification_channel
        DROP COLUMN recipients, DROP COLUMN language, DROP COLUMN kind,
        ALTER COLUMN format SET NOT NULL, ALTER COLUMN url SET NOT NULL, ALTER COLUMN secret SET NOT NULL;
    `);
  }
}
