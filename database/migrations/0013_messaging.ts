import { BaseSchema } from '@adonisjs/lucid/schema'
import { asSystem, secure, systemPolicy } from '#database/policies'

/** The embedded mailbox: mail that would have been sent, for the appliance's operators to read. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      create table mailbox_messages (
        id uuid primary key,
        recipient text not null,
        subject text not null,
        text text not null,
        html text not null,
        created_at timestamptz not null default now()
      );
      create index on mailbox_messages (created_at);
      ${secure('mailbox_messages', ['select', 'insert', 'delete'])}
      ${systemPolicy('mailbox_messages', 'operator', 'select')}
      ${systemPolicy('mailbox_messages', 'mail', 'insert')}
      -- What has grown old is found and thrown away, and nothing newer can be.
      create policy old_select on mailbox_messages for select
        using (${asSystem('mail')}
          and created_at < now() - interval '30 days');
      create policy old_delete on mailbox_messages for delete
        using (${asSystem('mail')}
          and created_at < now() - interval '30 days');
    `)
  }
}
