import { BaseSchema } from '@adonisjs/lucid/schema'
import {
  asSystem,
  IN_ANY_SCOPE,
  organisationPolicy,
  secure,
  systemPolicy,
} from '#database/policies'

/** The keys that sealed values are sealed with, and which appliance key wraps them now. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      -- A store of its own, which backups of the database leave out: it refers to nothing, so that
      -- it can be put back without what it speaks of and the other way about. A key with neither
      -- organisation nor person is the appliance's own. A destroyed key keeps its place without
      -- its bytes, so that nothing brings it back.
      create table data_keys (
        organisation_id uuid,
        person_id uuid,
        version integer not null check (version > 0),
        wrapped bytea,
        -- Id of an appliance key, or for a person's key the version of the organisation's.
        wrapped_by text not null,
        created_at timestamptz not null default now(),
        destroyed_at timestamptz,
        unique nulls not distinct (organisation_id, person_id, version),
        check (person_id is null or organisation_id is not null),
        check ((wrapped is null) = (destroyed_at is not null))
      );
      ${secure('data_keys', ['select', 'insert', 'update'])}
      ${organisationPolicy('data_keys')}
      ${systemPolicy('data_keys', 'operator')}
      create policy own on data_keys
        using (organisation_id is null and (${asSystem('mail')} or ${asSystem('auditor')}))
        with check (organisation_id is null and (${asSystem('mail')} or ${asSystem('auditor')}));

      create table key_ring (
        is_only boolean primary key default true check (is_only),
        wrapped_by text not null check (wrapped_by <> '')
      );
      ${secure('key_ring', ['select', 'insert', 'update'])}
      create policy any_scope_select on key_ring for select using (${IN_ANY_SCOPE});
      create policy any_scope_insert on key_ring for insert with check (${IN_ANY_SCOPE});
      -- Holding the row while something is wrapped takes the right to change it, and no more.
      create policy any_scope_hold on key_ring for update
        using (${IN_ANY_SCOPE}) with check (${asSystem('operator')});
    `)
  }
}
