import { BaseSchema } from '@adonisjs/lucid/schema'

/** The trace that an event was emitted in, so that what its consumers do joins it. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      -- A W3C traceparent; null for what no traced work has emitted.
      alter table outbox add column trace text check (char_length(trace) <= 55);
    `)
  }
}
