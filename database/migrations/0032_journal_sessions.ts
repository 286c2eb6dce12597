import { BaseSchema } from '@adonisjs/lucid/schema'

/** Entries know the session in which they were written, and outlive it. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      alter table journal_entries add constraint journal_entries_session
        foreign key (organisation_id, session_id) references sessions (organisation_id, id)
        on delete set null (session_id);
      create index on journal_entries (organisation_id, session_id) where session_id is not null;
    `)
  }
}
