import { BaseSchema } from '@adonisjs/lucid/schema'
import { organisationPolicy, personPolicy, secure } from '#database/policies'

/** Journal entries. Only their author reads or writes them: no policy lets anybody else in. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      -- The order of one person's changes. Every change takes the next number while it holds the
      -- row, so numbers become visible in their order and a reader who goes by them misses none.
      create table journal_clocks (
        organisation_id uuid not null references organisations,
        person_id uuid not null references people,
        sequence bigint not null,
        primary key (organisation_id, person_id)
      );
      create index on journal_clocks (person_id);
      ${secure('journal_clocks')}
      ${organisationPolicy('journal_clocks')}
      ${personPolicy('journal_clocks')}

      -- Ids are made where an entry is written, which may be without a connection. The key carries
      -- the author, so that nobody learns from a collision which ids others have.
      create table journal_entries (
        organisation_id uuid not null references organisations,
        person_id uuid not null references people,
        id uuid not null,
        session_id uuid,
        phase text check (phase in ('pause', 'expand', 'focus', 'do')),
        text text not null check (char_length(text) <= 50000),
        card_ids uuid[] not null default '{}' check (cardinality(card_ids) <= 12),
        mood text check (mood in ('stormy', 'clouded', 'mixed', 'clearing', 'bright')),
        -- Counts the saves. A save names the version that it was written over.
        version integer not null default 1,
        -- The text that the present one was written over, for merging what another device wrote
        -- over the same.
        base text,
        -- The entry beside which this one is kept, because both were written over one version.
        copy_of uuid,
        sequence bigint not null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        -- A deleted entry keeps its place, so that other devices hear of it, and none of its words.
        deleted_at timestamptz,
        primary key (organisation_id, person_id, id),
        unique (organisation_id, person_id, sequence),
        foreign key (organisation_id, person_id, copy_of)
          references journal_entries (organisation_id, person_id, id),
        check (deleted_at is null
          or (text = '' and base is null and card_ids = '{}' and mood is null))
      );
      create index on journal_entries (organisation_id, person_id, created_at desc)
        where deleted_at is null;
      create index on journal_entries (person_id);
      ${secure('journal_entries', ['select', 'insert', 'update'])}
      ${organisationPolicy('journal_entries')}
      ${personPolicy('journal_entries')}
    `)
  }
}
