import { BaseSchema } from '@adonisjs/lucid/schema'
import { organisationPolicy, secure, systemPolicy } from '#database/policies'

/** Decks that an organisation brings: their versions, their pictures, and that they can go. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      -- Pictures that an organisation has stored, by the hash of the largest; see the module library.
      -- One that no card uses is swept.
      create table deck_pictures (
        organisation_id uuid not null references organisations,
        hash text not null check (hash ~ '^[0-9a-f]{64}$'),
        stored_at timestamptz not null default now(),
        primary key (organisation_id, hash)
      );
      ${secure('deck_pictures')}
      ${organisationPolicy('deck_pictures')}
      ${systemPolicy('deck_pictures', 'worker', 'select')}

      -- Who imports at the moment; one at a time for each organisation. A row that is old was left
      -- behind by a process that was killed.
      create table deck_imports (
        organisation_id uuid primary key references organisations,
        id uuid not null,
        started_at timestamptz not null default now()
      );
      ${secure('deck_imports')}
      ${organisationPolicy('deck_imports')}

      alter table decks
        -- Counts the imports of a deck of this id.
        add version integer not null default 1,
        add imported_at timestamptz,
        -- A removed deck is offered no more; its cards stay where they are used.
        add retired_at timestamptz;

      alter table cards
        add picture_hash text,
        add retired_at timestamptz,
        drop constraint cards_picture_whole,
        -- A picture has an address of its own or a hash among those stored.
        add constraint cards_picture_whole check (
          num_nulls(picture, picture_hash) >= 1
          and num_nulls(coalesce(picture, picture_hash), picture_version, placeholder) in (0, 3)),
        add foreign key (organisation_id, picture_hash) references deck_pictures (organisation_id, hash);
      create index on cards (organisation_id, picture_hash) where picture_hash is not null;
    `)
  }
}
