import { BaseSchema } from '@adonisjs/lucid/schema'
import { asSystem, organisationPolicy, secure, systemPolicy } from '#database/policies'

/** The worker may see and delete what has expired, of every organisation, and nothing else of it. */
function expiryPolicy(table: string) {
  const expired = `${asSystem('worker')} and expires_at < now()`
  return `
    grant delete on ${table} to belvedere_application;
    create policy expired_read on ${table} for select using (${expired});
    create policy expired_delete on ${table} for delete using (${expired});`
}

/** Events, their way to consumers, what was handled, what failed, and what repeats. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      -- The record of every event. Without an organisation it concerns the whole appliance.
      create table outbox (
        id uuid primary key,
        organisation_id uuid references organisations,
        person_id uuid,
        name text not null check (char_length(name) between 3 and 100),
        version smallint not null default 1,
        payload jsonb not null,
        due_at timestamptz not null default now(),
        created_at timestamptz not null default now(),
        published_at timestamptz,
        unique (organisation_id, id)
      );
      create index outbox_due on outbox (due_at) where published_at is null;
      create index outbox_published on outbox (published_at) where published_at is not null;
      ${secure('outbox')}
      ${organisationPolicy('outbox')}
      ${systemPolicy('outbox', 'relay')}
      ${systemPolicy('outbox', 'operator', 'select')}
      ${systemPolicy('outbox', 'worker', 'select')}
      ${systemPolicy('outbox', 'worker', 'insert')}
      ${systemPolicy('outbox', 'worker', 'delete')}
      ${systemPolicy('outbox', 'setup', 'insert')}

      -- The embedded transport: one row for each consumer that has not handled an event yet.
      create table deliveries (
        event_id uuid not null,
        consumer text not null,
        organisation_id uuid,
        attempts smallint not null default 0,
        due_at timestamptz not null,
        lease uuid,
        leased_until timestamptz,
        primary key (event_id, consumer),
        foreign key (organisation_id, event_id) references outbox (organisation_id, id)
      );
      create index on deliveries (organisation_id);
      create index on deliveries (due_at);
      ${secure('deliveries')}
      ${organisationPolicy('deliveries')}
      ${systemPolicy('deliveries', 'relay')}
      ${systemPolicy('deliveries', 'worker', 'select')}

      -- What each consumer has handled, so that no effect happens twice.
      create table inbox (
        event_id uuid not null,
        consumer text not null,
        organisation_id uuid references organisations,
        handled_at timestamptz not null default now(),
        primary key (event_id, consumer)
      );
      create index on inbox (organisation_id, handled_at);
      create index on inbox (handled_at);
      ${secure('inbox')}
      ${organisationPolicy('inbox')}
      ${systemPolicy('inbox', 'worker')}

      -- What kept failing. The kind of the error is kept, never its message: that may quote data.
      create table dead_letters (
        event_id uuid not null,
        consumer text not null,
        organisation_id uuid,
        attempts smallint not null,
        error_kind text not null check (char_length(error_kind) <= 100),
        failed_at timestamptz not null,
        primary key (event_id, consumer),
        foreign key (organisation_id, event_id) references outbox (organisation_id, id)
      );
      create index on dead_letters (organisation_id);
      create index on dead_letters (failed_at);
      ${secure('dead_letters')}
      ${organisationPolicy('dead_letters')}
      ${systemPolicy('dead_letters', 'relay')}
      ${systemPolicy('dead_letters', 'worker', 'select')}
      ${systemPolicy('dead_letters', 'operator')}
      ${systemPolicy('deliveries', 'operator', 'insert')}
      ${systemPolicy('deliveries', 'operator', 'select')}

      -- Events that repeat; each occurrence is a row of the outbox.
      create table schedules (
        name text primary key,
        event text not null,
        every_seconds integer not null check (every_seconds > 0),
        next_due_at timestamptz not null
      );
      ${secure('schedules')}
      ${systemPolicy('schedules', 'relay')}

      ${expiryPolicy('sign_in_sessions')}
      ${expiryPolicy('invitations')}
      ${expiryPolicy('password_resets')}
    `)
  }
}
