import { BaseSchema } from '@adonisjs/lucid/schema'
import { CURRENT_BEARER, organisationPolicy, secure } from '#database/policies'

/** Journeys, sessions, who takes part in them, and the cards they picked. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      -- An organisation's own journeys; the ready ones are files. Texts are objects by language.
      create table journeys (
        id uuid primary key,
        organisation_id uuid not null references organisations,
        title jsonb not null,
        description jsonb not null,
        phases jsonb not null,
        created_by uuid,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        unique (organisation_id, id),
        foreign key (organisation_id, created_by)
          references memberships (organisation_id, person_id) on delete set null (created_by)
      );
      ${secure('journeys')}
      ${organisationPolicy('journeys')}

      -- A session keeps its own copy of the journey, so that editing one never changes the other.
      -- phase_ends_at is empty while the time stands still; paused_remaining then says, in
      -- milliseconds, what is left. sequence counts the facilitator's steps.
      create table sessions (
        id uuid primary key,
        organisation_id uuid not null references organisations,
        title text not null check (char_length(title) between 1 and 200),
        facilitator_id uuid,
        journey jsonb not null,
        locale text not null,
        admission text not null check (admission in ('open', 'invited')),
        join_code text not null check (join_code ~ '^[2-9A-HJ-NP-Z]{6}$'),
        starts_at timestamptz,
        state text not null default 'planned' check (state in ('planned', 'lobby', 'running', 'ended')),
        phase_index smallint not null default 0 check (phase_index between 0 and 3),
        phase_started_at timestamptz,
        phase_ends_at timestamptz,
        paused_remaining integer check (paused_remaining >= 0),
        sequence bigint not null default 0,
        created_at timestamptz not null default now(),
        ended_at timestamptz,
        unique (organisation_id, id),
        foreign key (organisation_id, facilitator_id)
          references memberships (organisation_id, person_id) on delete set null (facilitator_id)
      );
      create index on sessions (organisation_id, facilitator_id);
      create index on sessions (organisation_id, starts_at);
      -- Visitors bring a code and nothing else, so open codes are unique in the whole appliance.
      create unique index sessions_open_join_code on sessions (join_code) where state <> 'ended';
      ${secure('sessions')}
      ${organisationPolicy('sessions')}
      create policy bearer on sessions for select
        using (join_code = ${CURRENT_BEARER} and state <> 'ended');

      -- Invited people have no joined_at until they join.
      create table participants (
        id uuid primary key,
        organisation_id uuid not null references organisations,
        session_id uuid not null,
        person_id uuid not null,
        display_name text not null check (char_length(display_name) between 1 and 120),
        invited_at timestamptz,
        joined_at timestamptz,
        last_seen_at timestamptz,
        unique (organisation_id, id),
        unique (organisation_id, session_id, person_id),
        foreign key (organisation_id, session_id)
          references sessions (organisation_id, id) on delete cascade,
        foreign key (organisation_id, person_id)
          references memberships (organisation_id, person_id) on delete cascade
      );
      create index on participants (organisation_id, person_id);
      ${secure('participants')}
      ${organisationPolicy('participants')}

      -- The cards that a person drew or chose in a phase. draw counts the draws so far.
      create table picks (
        id uuid primary key,
        organisation_id uuid not null references organisations,
        session_id uuid not null,
        phase_index smallint not null check (phase_index between 0 and 3),
        person_id uuid not null,
        card_id uuid not null,
        position smallint not null default 0,
        draw smallint not null default 1,
        picked_at timestamptz not null default now(),
        unique (organisation_id, id),
        unique (organisation_id, session_id, phase_index, person_id, card_id),
        foreign key (organisation_id, session_id)
          references sessions (organisation_id, id) on delete cascade,
        foreign key (organisation_id, person_id)
          references memberships (organisation_id, person_id) on delete cascade
      );
      create index on picks (organisation_id, person_id);
      ${secure('picks')}
      ${organisationPolicy('picks')}
    `)
  }
}
