import { BaseSchema } from '@adonisjs/lucid/schema'
import { CURRENT_PERSON, organisationPolicy, personPolicy, secure } from '#database/policies'

/**
 * What people did on the canvas of a session, of those who allowed it to be recorded. And what was
 * kept of a canvas while it was private stays its owner's when it is shared.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      create policy holder on canvas_versions as restrictive
        using (sealed_for is null or sealed_for = ${CURRENT_PERSON});

      -- Who has not answered has allowed nothing.
      create table recording_consents (
        organisation_id uuid not null references organisations,
        session_id uuid not null,
        person_id uuid not null,
        allowed boolean not null,
        answered_at timestamptz not null default now(),
        primary key (organisation_id, session_id, person_id),
        foreign key (organisation_id, session_id)
          references sessions (organisation_id, id) on delete cascade,
        foreign key (organisation_id, person_id)
          references memberships (organisation_id, person_id) on delete cascade
      );
      create index on recording_consents (organisation_id, person_id);
      ${secure('recording_consents')}
      ${organisationPolicy('recording_consents')}
      ${personPolicy('recording_consents')}

      create table canvas_operations (
        id uuid primary key,
        organisation_id uuid not null references organisations,
        session_id uuid not null,
        person_id uuid not null,
        kind text not null,
        -- What kind of elements they were, when that is known, and their names on the canvas.
        element_kind text,
        elements text[] not null,
        phase text,
        done_at timestamptz not null,
        foreign key (organisation_id, session_id)
          references sessions (organisation_id, id) on delete cascade,
        foreign key (organisation_id, person_id)
          references memberships (organisation_id, person_id) on delete cascade
      );
      create index on canvas_operations (organisation_id, session_id, done_at);
      create index on canvas_operations (organisation_id, person_id);
      ${secure('canvas_operations', ['select', 'insert', 'delete'])}
      ${organisationPolicy('canvas_operations')}
      -- One's own; and who planned the session looks at those of its people.
      create policy seen on canvas_operations as restrictive for select
        using (person_id = ${CURRENT_PERSON} or exists (select from sessions
          where sessions.id = session_id and sessions.facilitator_id = ${CURRENT_PERSON}));
      create policy own_insert on canvas_operations as restrictive for insert
        with check (person_id = ${CURRENT_PERSON});
      create policy own_delete on canvas_operations as restrictive for delete
        using (person_id = ${CURRENT_PERSON});
    `)
  }
}
