import { BaseSchema } from '@adonisjs/lucid/schema'
import { secure, systemPolicy } from '#database/policies'

/** What the worker found when it last looked at the mail server, which it alone can reach. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      create table mail_server (
        is_only boolean primary key default true check (is_only),
        -- A fixed word; null when it is well.
        problem text check (char_length(problem) <= 40),
        checked_at timestamptz not null
      );
      ${secure('mail_server', ['select', 'insert', 'update'])}
      ${systemPolicy('mail_server', 'mail')}
      ${systemPolicy('mail_server', 'operator', 'select')}
    `)
  }
}
