import { BaseSchema } from '@adonisjs/lucid/schema'
import { organisationPolicy, secure, systemPolicy } from '#database/policies'

/** Images that people put on canvases, and the files of which nobody needs any more. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      create table canvas_images (
        organisation_id uuid not null references organisations,
        canvas_id uuid not null,
        -- Chosen by who brings it, so that bringing it again changes nothing.
        id uuid not null,
        -- The folder in which its files lie.
        files_id uuid not null unique,
        -- The key of its files, sealed for a person, or for the organisation when null.
        sealed_for uuid,
        sealed_key bytea not null,
        large_file text not null,
        small_file text not null,
        -- Of the larger file, in px.
        width integer not null check (width > 0),
        height integer not null check (height > 0),
        -- Of both files.
        bytes integer not null check (bytes > 0),
        created_at timestamptz not null default now(),
        -- Only together: of an id alone nobody can tell whether another canvas has it.
        primary key (organisation_id, canvas_id, id),
        foreign key (organisation_id, canvas_id)
          references canvases (organisation_id, id) on delete cascade
      );
      ${secure('canvas_images')}
      ${organisationPolicy('canvas_images')}
      -- Whoever may not see the canvas sees none of its images.
      create policy canvas on canvas_images as restrictive
        using (exists (select from canvases where canvases.id = canvas_id));

      -- Folders of files to be cleared: noted before the first file is put there, and no longer
      -- once an image has them.
      create table canvas_stray_files (
        organisation_id uuid not null references organisations,
        files_id uuid not null,
        due_at timestamptz not null,
        primary key (organisation_id, files_id)
      );
      ${secure('canvas_stray_files')}
      ${organisationPolicy('canvas_stray_files')}
      ${systemPolicy('canvas_stray_files', 'canvas')}

      -- Images go with their canvas, which goes in many ways: with its session, its owner, by itself.
      create function note_stray_files() returns trigger language plpgsql as $$
      begin
        insert into canvas_stray_files (organisation_id, files_id, due_at)
        values (old.organisation_id, old.files_id, now()) on conflict do nothing;
        return old;
      end $$;
      create trigger canvas_images_note_files before delete on canvas_images
        for each row execute function note_stray_files();
    `)
  }
}
