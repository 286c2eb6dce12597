import { BaseSchema } from '@adonisjs/lucid/schema'

/** Entries remember what they answered, because a session can be called off and its title change. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      -- The session's title, its day and the phase's question in all its languages, as the author saw
      -- them.
      alter table journal_entries add origin jsonb;
    `)
  }
}
