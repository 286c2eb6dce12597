import { BaseSchema } from '@adonisjs/lucid/schema'
import { bearerPolicy, organisationPolicy, secure } from '#database/policies'

/** Of a session that was called off nothing stays but its code, for who still comes to its door. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      create table called_off_sessions (
        id uuid primary key,
        organisation_id uuid not null references organisations,
        join_code text not null,
        called_off_at timestamptz not null default now(),
        unique (organisation_id, id)
      );
      create index on called_off_sessions (organisation_id);
      create index on called_off_sessions (join_code);
      ${secure('called_off_sessions', ['select', 'insert'])}
      ${organisationPolicy('called_off_sessions')}
      ${bearerPolicy('called_off_sessions', 'join_code')}
    `)
  }
}
