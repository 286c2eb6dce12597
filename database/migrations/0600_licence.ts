import { BaseSchema } from '@adonisjs/lucid/schema'
import { asSystem, secure, systemPolicy } from '#database/policies'

/** The licence of the appliance, and the latest that its clock has said. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      create table licence (
        is_only boolean primary key default true check (is_only),
        -- As it was brought; whoever reads it checks its signature.
        text text not null check (char_length(text) <= 16384),
        imported_at timestamptz not null
      );
      ${secure('licence', ['select', 'insert', 'update'])}
      ${systemPolicy('licence', 'operator')}
      ${systemPolicy('licence', 'licence', 'select')}

      create table clock_seen (
        is_only boolean primary key default true check (is_only),
        latest timestamptz not null
      );
      ${secure('clock_seen', ['select', 'insert', 'update'])}
      ${systemPolicy('clock_seen', 'operator')}
      ${systemPolicy('clock_seen', 'licence')}

      -- Seats are counted over all organisations. Guests have no address, and no seat.
      ${systemPolicy('memberships', 'licence', 'select')}
      create policy system_licence_select on people for select
        using (${asSystem('licence')} and email is not null);
    `)
  }
}
