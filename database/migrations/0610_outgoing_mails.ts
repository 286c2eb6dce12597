import { BaseSchema } from '@adonisjs/lucid/schema'
import { asSystem, systemPolicy } from '#database/policies'

/** Mail that leaves by a mail server is kept until it has. */
export default class extends BaseSchema {
  override async up() {
    const isLeaving = `${asSystem('mail')} and leaves`
    this.schema.raw(`
      alter table mailbox_messages add column leaves boolean not null default false;
      -- Who has its link has shown that the address is theirs: no operator reads it.
      create policy not_read on mailbox_messages as restrictive for select
        using (not leaves or ${asSystem('mail')});
      create policy leaving_select on mailbox_messages for select using (${isLeaving});
      create policy leaving_delete on mailbox_messages for delete using (${isLeaving});
      ${systemPolicy('outbox', 'mail', 'insert')}
    `)
  }
}
