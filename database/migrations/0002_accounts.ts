import { BaseSchema } from '@adonisjs/lucid/schema'
import {
  bearerPolicy,
  CURRENT_BEARER,
  CURRENT_ORGANISATION,
  CURRENT_PERSON,
  organisationPolicy,
  secure,
  systemPolicy,
} from '#database/policies'

/** Organisations, people, memberships, sign-in sessions, API tokens, invitations, password resets. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      create table organisations (
        id uuid primary key,
        name text not null check (char_length(name) between 1 and 200),
        locale text not null default 'en',
        created_at timestamptz not null default now()
      );
      ${secure('organisations', ['select', 'insert', 'update'])}
      create policy own on organisations
        using (id = ${CURRENT_ORGANISATION}) with check (id = ${CURRENT_ORGANISATION});
      ${systemPolicy('organisations', 'setup', 'select')}

      -- A person is known to the whole appliance and belongs to organisations by memberships.
      -- A guest has no email address and no password.
      create table people (
        id uuid primary key,
        name text not null check (char_length(name) between 1 and 120),
        email text unique check (email = lower(email)),
        password_hash text,
        locale text not null default 'en',
        theme text check (theme in ('light', 'dark')),
        operator boolean not null default false,
        created_at timestamptz not null default now()
      );

      create table memberships (
        id uuid primary key,
        organisation_id uuid not null references organisations,
        person_id uuid not null references people,
        role text not null check (role in ('owner', 'admin', 'facilitator', 'participant')),
        created_at timestamptz not null default now(),
        unique (organisation_id, id),
        unique (organisation_id, person_id)
      );
      create index on memberships (person_id);
      ${secure('memberships')}
      ${organisationPolicy('memberships')}
      create policy own on memberships for select using (person_id = ${CURRENT_PERSON});

      ${secure('people', ['select', 'insert', 'update'])}
      create policy known on people for select using (
        id = ${CURRENT_PERSON}
        or email = ${CURRENT_BEARER}
        or id in (select person_id from memberships where organisation_id = ${CURRENT_ORGANISATION})
      );
      create policy self on people for update
        using (id = ${CURRENT_PERSON}) with check (id = ${CURRENT_PERSON});
      create policy join_in on people for insert with check (id = ${CURRENT_PERSON});

      -- One signed-in browser or API client. Only the hash of its token is kept.
      create table sign_in_sessions (
        id uuid primary key,
        organisation_id uuid not null references organisations,
        person_id uuid not null,
        token_hash text not null unique,
        kind text not null check (kind in ('browser', 'api')),
        label text not null default '',
        created_at timestamptz not null default now(),
        last_used_at timestamptz not null default now(),
        expires_at timestamptz not null,
        unique (organisation_id, id),
        foreign key (organisation_id, person_id)
          references memberships (organisation_id, person_id) on delete cascade
      );
      create index on sign_in_sessions (organisation_id, person_id);
      ${secure('sign_in_sessions')}
      ${organisationPolicy('sign_in_sessions')}
      ${bearerPolicy('sign_in_sessions', 'token_hash')}

      create table invitations (
        id uuid primary key,
        organisation_id uuid not null references organisations,
        email text not null check (email = lower(email)),
        role text not null check (role in ('owner', 'admin', 'facilitator', 'participant')),
        token_hash text not null unique,
        invited_by uuid not null,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        accepted_at timestamptz,
        unique (organisation_id, id),
        foreign key (organisation_id, invited_by) references memberships (organisation_id, person_id)
      );
      ${secure('invitations')}
      ${organisationPolicy('invitations')}
      ${bearerPolicy('invitations', 'token_hash')}

      create table password_resets (
        id uuid primary key,
        person_id uuid not null references people,
        token_hash text not null unique,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        used_at timestamptz
      );
      ${secure('password_resets', ['select', 'insert', 'update'])}
      create policy own on password_resets
        using (person_id = ${CURRENT_PERSON}) with check (person_id = ${CURRENT_PERSON});
      ${bearerPolicy('password_resets', 'token_hash')}
    `)
  }
}
