import { BaseSchema } from '@adonisjs/lucid/schema'
import { organisationPolicy, secure, systemPolicy } from '#database/policies'

/** Which node has a canvas open: one at a time, over all nodes. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      -- A lease is made anew each time that a node takes a canvas. Only who has the present one may
      -- store the canvas, so that a node that was thought dead cannot overwrite the next one's work.
      create table canvas_rooms (
        organisation_id uuid not null references organisations on delete cascade,
        canvas_id uuid not null,
        lease uuid not null unique,
        taken_at timestamptz not null default now(),
        primary key (organisation_id, canvas_id)
      );
      ${secure('canvas_rooms')}
      ${organisationPolicy('canvas_rooms')}
      ${systemPolicy('canvas_rooms', 'canvas', 'select')}
    `)
  }
}
