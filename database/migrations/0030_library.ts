import { BaseSchema } from '@adonisjs/lucid/schema'
import { asSystem, CURRENT_ORGANISATION, secure } from '#database/policies'

/**
 * What every organisation reads and none writes has no organisation: the decks that come with the
 * appliance. Rows of an organisation are its own.
 */
function sharedPolicies(table: string) {
  return `
    ${secure(table)}
    create policy organisation on ${table}
      using (organisation_id = ${CURRENT_ORGANISATION})
      with check (organisation_id = ${CURRENT_ORGANISATION});
    create policy shared on ${table} for select
      using (organisation_id is null and ${CURRENT_ORGANISATION} is not null);
    create policy system_library_all on ${table}
      using (organisation_id is null and ${asSystem('library')})
      with check (organisation_id is null and ${asSystem('library')});`
}

/** Decks, their cards, and the cards' words in each language. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      create table decks (
        id uuid primary key,
        organisation_id uuid references organisations,
        -- The name of its folder, and of its pictures' addresses.
        key text not null,
        position integer not null,
        -- Texts by language.
        titles jsonb not null,
        descriptions jsonb not null,
        licence text not null,
        attribution text not null,
        -- Themes in their order: [{ "key", "names": { "en": … } }].
        themes jsonb not null,
        -- What its files held when they were last read.
        content_hash text not null,
        unique nulls not distinct (organisation_id, key),
        unique nulls not distinct (organisation_id, id)
      );
      ${sharedPolicies('decks')}

      create table cards (
        id uuid primary key,
        organisation_id uuid references organisations,
        deck_id uuid not null,
        key text not null,
        position integer not null,
        themes text[] not null,
        -- The picture's address without size and ending, and a hash of the picture.
        picture text not null,
        picture_version text not null,
        placeholder text not null,
        colour text not null check (colour ~ '^#[0-9a-f]{6}$'),
        unique nulls not distinct (organisation_id, id),
        unique (deck_id, key),
        foreign key (organisation_id, deck_id) references decks (organisation_id, id)
          on delete cascade
      );
      create index on cards (organisation_id, deck_id, position);
      create index on cards (deck_id);
      ${sharedPolicies('cards')}

      create table card_texts (
        organisation_id uuid references organisations,
        card_id uuid not null,
        locale text not null,
        word text not null,
        questions text[] not null,
        alt text not null,
        -- Words, themes, questions and alt text, weighted in this order.
        search tsvector not null,
        -- Word and themes as they are compared with mistyped ones.
        folded text not null,
        primary key (card_id, locale),
        foreign key (organisation_id, card_id) references cards (organisation_id, id)
          on delete cascade
      );
      create index on card_texts (organisation_id, locale);
      create index on card_texts using gin (search);
      create index on card_texts using gin (folded gin_trgm_ops);
      ${sharedPolicies('card_texts')}
    `)
  }
}
