import { BaseSchema } from '@adonisjs/lucid/schema'

/** What somebody notes for themselves beside a canvas is an entry of their journal, and outlives it. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      -- The canvas refers to nothing: that of a session may not have been drawn on, and it may be
      -- gone while the entry stays. Its name, as the author saw it, is sealed with their key.
      alter table journal_entries add canvas_id uuid, add canvas_name bytea;
      create index on journal_entries (organisation_id, person_id, canvas_id)
        where canvas_id is not null;
    `)
  }
}
