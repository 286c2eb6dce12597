import { BaseSchema } from '@adonisjs/lucid/schema'
import { CURRENT_PERSON, organisationPolicy, secure } from '#database/policies'

/** Templates that people saved, each for themselves or for everybody in the organisation. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      create table canvas_templates (
        id uuid primary key,
        organisation_id uuid not null references organisations,
        -- Null for everybody's, of which nobody is named.
        owner_id uuid references people on delete cascade,
        -- Its words and what lies in it, sealed with the owner's key or the organisation's.
        content bytea not null,
        created_at timestamptz not null default now(),
        unique (organisation_id, id)
      );
      create index on canvas_templates (organisation_id, owner_id);
      create index on canvas_templates (owner_id);
      ${secure('canvas_templates')}
      ${organisationPolicy('canvas_templates')}
      create policy own on canvas_templates as restrictive
        using (owner_id is null or owner_id = ${CURRENT_PERSON})
        with check (owner_id is null or owner_id = ${CURRENT_PERSON});
    `)
  }
}
