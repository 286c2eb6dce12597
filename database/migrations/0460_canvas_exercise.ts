import { BaseSchema } from '@adonisjs/lucid/schema'
import { organisationPolicy, secure } from '#database/policies'

/** What goes on beside a canvas: a timer, votes with dots, and reactions to what lies on it. */
export default class extends BaseSchema {
  override async up() {
    const ofCanvas = `
        foreign key (organisation_id, canvas_id)
          references canvases (organisation_id, id) on delete cascade`
    const ofPerson = `
        foreign key (organisation_id, person_id)
          references memberships (organisation_id, person_id) on delete cascade`
    // Whoever may not see the canvas sees nothing of this.
    const seesCanvas = (table: string) => `
      ${secure(table)}
      ${organisationPolicy(table)}
      create policy canvas on ${table} as restrictive
        using (exists (select from canvases where canvases.id = canvas_id));`
    this.schema.raw(`
      create table canvas_timers (
        organisation_id uuid not null references organisations,
        canvas_id uuid not null,
        ends_at timestamptz not null,
        seconds integer not null,
        primary key (organisation_id, canvas_id),
        ${ofCanvas}
      );
      ${seesCanvas('canvas_timers')}

      create table canvas_votes (
        id uuid primary key,
        organisation_id uuid not null references organisations,
        canvas_id uuid not null,
        -- How many dots each person has.
        dots integer not null check (dots > 0),
        -- How many dots things have is told when the vote has ended.
        is_secret boolean not null,
        begun_at timestamptz not null default now(),
        ended_at timestamptz,
        unique (organisation_id, id),
        unique (organisation_id, canvas_id, id),
        ${ofCanvas}
      );
      create unique index one_open_vote on canvas_votes (organisation_id, canvas_id)
        where ended_at is null;
      ${seesCanvas('canvas_votes')}

      create table canvas_dots (
        organisation_id uuid not null references organisations,
        vote_id uuid not null,
        canvas_id uuid not null,
        person_id uuid not null,
        element text not null,
        dots integer not null check (dots > 0),
        primary key (organisation_id, vote_id, person_id, element),
        foreign key (organisation_id, canvas_id, vote_id)
          references canvas_votes (organisation_id, canvas_id, id) on delete cascade,
        ${ofPerson}
      );
      create index on canvas_dots (organisation_id, canvas_id);
      create index on canvas_dots (organisation_id, person_id);
      ${seesCanvas('canvas_dots')}

      create table canvas_reactions (
        organisation_id uuid not null references organisations,
        canvas_id uuid not null,
        element text not null,
        person_id uuid not null,
        reaction text not null,
        primary key (organisation_id, canvas_id, element, person_id, reaction),
        ${ofCanvas},
        ${ofPerson}
      );
      create index on canvas_reactions (organisation_id, person_id);
      ${seesCanvas('canvas_reactions')}
    `)
  }
}
