import { BaseSchema } from '@adonisjs/lucid/schema'

/** An import that works says so again and again: one that has long been silent was killed. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw('alter table deck_imports rename column started_at to renewed_at')
  }
}
