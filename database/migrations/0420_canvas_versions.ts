import { BaseSchema } from '@adonisjs/lucid/schema'
import { organisationPolicy, secure } from '#database/policies'

/** Earlier states of canvases, and what has happened on each since the last of them was kept. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      create table canvas_versions (
        id uuid primary key,
        organisation_id uuid not null references organisations,
        canvas_id uuid not null,
        kind text not null check (kind in
          ('sessionStart', 'sessionEnd', 'activity', 'beforeRestore', 'beforeTemplate', 'kept')),
        -- Whose key seals name and document: a person's, or the organisation's when null.
        sealed_for uuid,
        -- What somebody called a moment that they kept.
        name bytea,
        -- A packed Yjs update.
        document bytea not null,
        -- Who asked for it; nobody for what is kept by itself.
        person_id uuid,
        -- Who drew since the version before. They may have left since.
        people uuid[] not null,
        created_at timestamptz not null default now(),
        check ((kind = 'kept') = (name is not null)),
        foreign key (organisation_id, canvas_id)
          references canvases (organisation_id, id) on delete cascade
      );
      create index on canvas_versions (organisation_id, canvas_id, created_at);
      ${secure('canvas_versions')}
      ${organisationPolicy('canvas_versions')}
      -- Whoever may not see the canvas sees none of its versions.
      create policy canvas on canvas_versions as restrictive
        using (exists (select from canvases where canvases.id = canvas_id));

      create table canvas_activity (
        organisation_id uuid not null references organisations,
        canvas_id uuid not null,
        people uuid[] not null,
        -- Minutes of the clock in which somebody drew.
        minutes integer not null,
        drawn_at timestamptz not null default now(),
        primary key (organisation_id, canvas_id),
        foreign key (organisation_id, canvas_id)
          references canvases (organisation_id, id) on delete cascade
      );
      ${secure('canvas_activity')}
      ${organisationPolicy('canvas_activity')}
      create policy canvas on canvas_activity as restrictive
        using (exists (select from canvases where canvases.id = canvas_id));
    `)
  }
}
