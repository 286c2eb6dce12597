import { BaseSchema } from '@adonisjs/lucid/schema'
import { asSystem, CURRENT_ORGANISATION } from '#database/policies'

/** Mails that are kept for an organisation are sealed anew when its key is replaced. */
export default class extends BaseSchema {
  override async up() {
    const isTheirs = `${asSystem('mail')} and sealed_for = ${CURRENT_ORGANISATION}`
    this.schema.raw(`
      grant update (content) on mailbox_messages to belvedere_application;
      create policy theirs_select on mailbox_messages for select using (${isTheirs});
      create policy theirs_update on mailbox_messages for update
        using (${isTheirs}) with check (${isTheirs});
    `)
  }
}
