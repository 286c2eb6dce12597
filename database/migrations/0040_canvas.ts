import { BaseSchema } from '@adonisjs/lucid/schema'
import { CURRENT_PERSON, organisationPolicy, secure } from '#database/policies'

/** One shared canvas for each session, one private canvas for each person. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      -- A shared canvas has its session's id. A private one has an owner, and nobody else sees it.
      create table canvases (
        id uuid primary key,
        organisation_id uuid not null references organisations,
        session_id uuid,
        owner_id uuid,
        document bytea,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        check ((session_id is null) <> (owner_id is null)),
        check (session_id is null or session_id = id),
        unique (organisation_id, id),
        unique (organisation_id, owner_id),
        foreign key (organisation_id, session_id)
          references sessions (organisation_id, id) on delete cascade,
        foreign key (organisation_id, owner_id)
          references memberships (organisation_id, person_id) on delete cascade
      );
      create index on canvases (organisation_id, session_id);
      ${secure('canvases')}
      ${organisationPolicy('canvases')}
      create policy owner on canvases as restrictive
        using (owner_id is null or owner_id = ${CURRENT_PERSON})
        with check (owner_id is null or owner_id = ${CURRENT_PERSON});
    `)
  }
}
