import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Channels can be changed and ended, and messages that are settled are kept for some time and not for ever. */
export class ChangeAndEndChannels1795900000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE notification_channel
        -- From then on it is told of nothing, for ever.
        ADD COLUMN ended_at timestamptz,
        ADD CONSTRAINT notification_channel_ended_is_off CHECK (ended_at IS NULL OR NOT active),
        DROP CONSTRAINT notification_channel_name_key;
      -- An ended channel leaves its name to another.
      CREATE UNIQUE INDEX notification_channel_name_key ON notification_channel (name) WHERE ended_at IS NULL;
      CREATE INDEX notification_channel_list_idx ON notification_channel (name, id);
      CREATE INDEX notification_settled_idx ON notification ((coalesce(sent_at, gave_up_at)))
        WHERE sent_at IS NOT NULL OR gave_up_at IS NOT NULL;

      CREATE FUNCTION channel_ended_stays() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a channel that was ended stays as it was';
      END $$;
      CREATE TRIGGER notification_channel_ended_stays BEFORE UPDATE ON notification_channel FOR EACH ROW
        WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION channel_ended_stays();

      CREATE FUNCTION message_unsent_stays() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a message that is still to be sent is not deleted';
      END $$;
      CREATE TRIGGER notification_unsent_stays BEFORE DELETE ON notification FOR EACH ROW
        WHEN (OLD.sent_at IS NULL AND OLD.gave_up_at IS NULL) EXECUTE FUNCTION message_unsent_stays();

      GRANT UPDATE (name, url, secret, ended_at) ON notification_channel TO countersign_app;
      GRANT DELETE ON notification TO countersign_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE DELETE ON notification FROM countersign_app;
      REVOKE UPDATE (name, url, secret, ended_at) ON notification_channel FROM countersign_app;
      DROP TRIGGER notification_unsent_stays ON notification;
      DROP TRIGGER notification_channel_ended_stays ON notification_channel;
      DROP FUNCTION message_unsent_stays(), channel_ended_stays();
      DROP INDEX notification_settled_idx, notification_channel_list_idx, notification_channel_name_key;
      DELETE FROM notification WHERE channel_id IN (SELECT id FROM notification_channel WHERE ended_at IS NOT NULL);
      DELETE FROM notification_channel WHERE ended_at IS NOT NULL;
      ALTER TABLE notification_channel DROP COLUMN ended_at, ADD CONSTRAINT notification_channel_name_key UNIQUE (name);
    `);
  }
}
