import { BaseSchema } from '@adonisjs/lucid/schema'

/** Every stored file is named by what is in it, the smaller sizes of a picture too. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      alter table deck_pictures
        -- SHA-256 of the smaller sizes. Null while the files have the names that they had before
        -- there were these columns; they are renamed in the background.
        add hash_800 text check (hash_800 ~ '^[0-9a-f]{64}$'),
        add hash_400 text check (hash_400 ~ '^[0-9a-f]{64}$'),
        add constraint deck_pictures_named check (num_nulls(hash_800, hash_400) in (0, 2));
    `)
  }
}
