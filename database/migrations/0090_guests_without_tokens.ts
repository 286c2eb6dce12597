import { BaseSchema } from '@adonisjs/lucid/schema'

/** API tokens are for people with an email address; those that guests had made end. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      -- The policies bind the owner of the tables, too, and this concerns every organisation.
      alter table sign_in_sessions no force row level security;
      alter table people no force row level security;
      delete from sign_in_sessions s using people p
        where p.id = s.person_id and p.email is null and s.kind = 'api';
      alter table sign_in_sessions force row level security;
      alter table people force row level security;
    `)
  }
}
