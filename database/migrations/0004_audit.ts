import { BaseSchema } from '@adonisjs/lucid/schema'
import { organisationPolicy, secure, systemPolicy } from '#database/policies'

/**
 * Who did what, for ever: rows can be added and read, by nobody changed or removed, the owner of
 * the table included.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      create table audit_entries (
        id uuid primary key,
        organisation_id uuid references organisations,
        person_id uuid,
        action text not null check (char_length(action) between 3 and 100),
        subject_kind text not null check (char_length(subject_kind) between 1 and 60),
        subject_id uuid,
        details jsonb not null default '{}' check (jsonb_typeof(details) = 'object'),
        request_id text check (char_length(request_id) <= 100),
        occurred_at timestamptz not null default clock_timestamp()
      );
      create index on audit_entries (organisation_id, occurred_at desc, id desc);
      ${secure('audit_entries', ['select', 'insert'])}
      ${organisationPolicy('audit_entries')}
      ${systemPolicy('audit_entries', 'operator', 'insert')}
      ${systemPolicy('audit_entries', 'setup', 'insert')}

      create function refuse_audit_change() returns trigger language plpgsql as $$
      begin
        raise exception 'audit entries are never changed or removed';
      end $$;
      create trigger audit_entries_keep_rows before update or delete on audit_entries
        for each row execute function refuse_audit_change();
      create trigger audit_entries_keep_table before truncate on audit_entries
        for each statement execute function refuse_audit_change();
    `)
  }
}
