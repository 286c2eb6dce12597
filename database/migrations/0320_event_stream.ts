import { BaseSchema } from '@adonisjs/lucid/schema'
import { secure, systemPolicy } from '#database/policies'

/** What the appliance remembers of the stream that carries its events. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      alter table outbox
        -- Where it lies in the stream.
        add column sequence bigint,
        -- How often it was handed over before: a stream takes the same id only once in a while.
        add column retold smallint not null default 0;

      create table event_stream (
        -- Tells this appliance from others that may be given the same stream by mistake.
        appliance_id uuid primary key default gen_random_uuid(),
        -- Tells the stream from one of the same name that has taken its place; null without a stream.
        identity text,
        -- What was published before this has been handled, or lies in the dead letters.
        verified_at timestamptz,
        -- What keeps the workers from the stream: a fixed word.
        problem text check (char_length(problem) <= 40)
      );
      -- There is one row.
      create unique index on event_stream ((true));
      insert into event_stream default values;
      ${secure('event_stream', ['select', 'update'])}
      ${systemPolicy('event_stream', 'relay', 'select')}
      ${systemPolicy('event_stream', 'relay', 'update')}
      ${systemPolicy('event_stream', 'operator', 'select')}
      ${systemPolicy('event_stream', 'worker', 'select')}

      -- Since when a stream keeps events for a consumer: what was published before is not missing.
      create table event_consumers (
        name text primary key,
        since timestamptz not null
      );
      ${secure('event_consumers')}
      ${systemPolicy('event_consumers', 'relay')}

      ${systemPolicy('outbox', 'operator', 'update')}
      ${systemPolicy('inbox', 'relay', 'select')}
    `)
  }
}
