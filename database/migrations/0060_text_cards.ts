import { BaseSchema } from '@adonisjs/lucid/schema'

/** Cards without a picture, and decks in fewer languages than the product has. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      alter table decks
        -- The first is shown to readers whose language the deck or a card lacks.
        add languages text[] not null default '{en,he,es,fr,de}'
          check (cardinality(languages) > 0);
      alter table decks alter languages drop default;

      alter table cards
        alter picture drop not null,
        alter picture_version drop not null,
        alter placeholder drop not null,
        add constraint cards_picture_whole check (num_nulls(picture, picture_version, placeholder) in (0, 3));

      alter table card_texts alter alt drop not null;
    `)
  }
}
