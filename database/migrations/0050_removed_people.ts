import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Who leaves an organisation loses access, not words: what they wrote, drew and took part in stays,
 * sealed to them, and is theirs again should they come back.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      alter table participants drop constraint participants_organisation_id_person_id_fkey;
      alter table participants add foreign key (person_id) references people;
      create index on participants (person_id);

      alter table picks drop constraint picks_organisation_id_person_id_fkey;
      alter table picks add foreign key (person_id) references people;
      create index on picks (person_id);

      alter table canvases drop constraint canvases_organisation_id_owner_id_fkey;
      alter table canvases add foreign key (owner_id) references people;
      create index on canvases (owner_id);
    `)
  }
}
