import { BaseSchema } from '@adonisjs/lucid/schema'
import { CURRENT_PERSON, organisationPolicy, personPolicy, secure } from '#database/policies'

/** What people say beside a canvas, about what lies on it or about a place. */
export default class extends BaseSchema {
  override async up() {
    const ofCanvas = `
        foreign key (organisation_id, canvas_id)
          references canvases (organisation_id, id) on delete cascade`
    // Those who own or share the canvas, or are in its session; a screen that shows it is nobody.
    const forReaders = (table: string) => `
      ${secure(table)}
      ${organisationPolicy(table)}
      create policy reader on ${table} as restrictive using (
        exists (select from canvases c where c.id = canvas_id
          and (c.owner_id is null or c.owner_id = ${CURRENT_PERSON}))
        or canvas_id in (select canvas_id from canvas_shares where mode <> 'present'));`
    this.schema.raw(`
      -- The order of what is written beside one canvas. Whoever writes holds the row, so numbers
      -- become visible in their order, and nothing is written while the canvas is sealed anew.
      create table canvas_comment_clocks (
        organisation_id uuid not null references organisations,
        canvas_id uuid not null,
        number integer not null,
        primary key (organisation_id, canvas_id),
        ${ofCanvas}
      );
      ${forReaders('canvas_comment_clocks')}

      -- Ids are made where something is written. The keys carry the canvas, so that nobody learns
      -- from a collision which ids there are elsewhere.
      create table canvas_threads (
        organisation_id uuid not null references organisations,
        canvas_id uuid not null,
        -- That of its first comment.
        id uuid not null,
        -- What it is about, by its name on the canvas, if it is about anything that lies there.
        element text,
        -- Where it was begun, in canvas units; it stands there when the element is gone.
        x double precision not null,
        y double precision not null,
        resolved_at timestamptz,
        primary key (organisation_id, canvas_id, id),
        ${ofCanvas}
      );
      ${forReaders('canvas_threads')}

      create table canvas_comments (
        organisation_id uuid not null references organisations,
        canvas_id uuid not null,
        id uuid not null,
        thread_id uuid not null,
        number integer not null,
        -- They may have left the organisation since.
        person_id uuid not null references people,
        -- Whose key seals the words: a person's, or the organisation's when null.
        sealed_for uuid,
        -- Null once the comment was deleted; of those only the first of a thread keeps its place.
        words bytea,
        written_at timestamptz not null default now(),
        edited_at timestamptz,
        primary key (organisation_id, canvas_id, id),
        unique (organisation_id, canvas_id, number),
        foreign key (organisation_id, canvas_id, thread_id)
          references canvas_threads (organisation_id, canvas_id, id) on delete cascade
      );
      create index on canvas_comments (organisation_id, canvas_id, thread_id);
      create index on canvas_comments (person_id);
      ${forReaders('canvas_comments')}
      create policy author on canvas_comments as restrictive for insert
        with check (person_id = ${CURRENT_PERSON});

      -- The number of the last comment that somebody has seen.
      create table canvas_comments_seen (
        organisation_id uuid not null references organisations,
        canvas_id uuid not null,
        person_id uuid not null,
        number integer not null,
        primary key (organisation_id, canvas_id, person_id),
        ${ofCanvas},
        foreign key (organisation_id, person_id)
          references memberships (organisation_id, person_id) on delete cascade
      );
      create index on canvas_comments_seen (organisation_id, person_id);
      ${forReaders('canvas_comments_seen')}
      ${personPolicy('canvas_comments_seen')}
    `)
  }
}
