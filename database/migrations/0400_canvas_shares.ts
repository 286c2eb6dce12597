import { BaseSchema } from '@adonisjs/lucid/schema'
import { asSystem, CURRENT_PERSON, organisationPolicy, secure } from '#database/policies'

/** People have canvases of their own, as many as they like, and say who else may open each. */
export default class extends BaseSchema {
  override async up() {
    const isOwn = `(owner_id is null or owner_id = ${CURRENT_PERSON})`
    const isPurged = `(${asSystem('canvas')} and deleted_at < now() - interval '30 days')`
    // Shared ones are sealed with the organisation's key, and sealed anew when it is replaced.
    const isSealedAnew = `(${asSystem('canvas')} and is_shared)`
    this.schema.raw(`
      alter table canvases drop constraint canvases_organisation_id_owner_id_key;
      alter table canvases
        -- Sealed, as the document is: with the owner's key, or the organisation's while it is shared.
        add name bytea,
        add is_shared boolean not null default false,
        add deleted_at timestamptz,
        add unique (organisation_id, id, owner_id),
        add check (owner_id is not null or (name is null and not is_shared and deleted_at is null));
      create index on canvases (organisation_id, owner_id);

      -- Who else may open a canvas: a person by name, or those who take part in a session.
      create table canvas_shares (
        id uuid primary key,
        organisation_id uuid not null references organisations,
        canvas_id uuid not null,
        -- The canvas's, so that the policies of neither table have to ask the other's.
        owner_id uuid not null,
        person_id uuid,
        session_id uuid,
        mode text not null check (mode in ('edit', 'comment', 'view', 'present')),
        -- Made anew with every change, so that what was drawn under another one is told apart.
        grant_id uuid not null,
        check ((person_id is null) <> (session_id is null)),
        check (person_id <> owner_id),
        unique (organisation_id, id),
        unique nulls not distinct (organisation_id, canvas_id, person_id, session_id),
        foreign key (organisation_id, canvas_id, owner_id)
          references canvases (organisation_id, id, owner_id) on delete cascade,
        foreign key (organisation_id, person_id)
          references memberships (organisation_id, person_id) on delete cascade,
        foreign key (organisation_id, session_id)
          references sessions (organisation_id, id) on delete cascade
      );
      create index on canvas_shares (organisation_id, person_id);
      create index on canvas_shares (organisation_id, session_id);
      ${secure('canvas_shares')}
      ${organisationPolicy('canvas_shares')}
      create policy concerned on canvas_shares as restrictive for select using (
        owner_id = ${CURRENT_PERSON}
        or person_id = ${CURRENT_PERSON}
        or session_id in (
          select session_id from participants
          where person_id = ${CURRENT_PERSON} and joined_at is not null)
        or session_id in (select id from sessions where facilitator_id = ${CURRENT_PERSON}));
      create policy owner_insert on canvas_shares as restrictive for insert
        with check (owner_id = ${CURRENT_PERSON});
      create policy owner_update on canvas_shares as restrictive for update
        using (owner_id = ${CURRENT_PERSON}) with check (owner_id = ${CURRENT_PERSON});
      create policy owner_delete on canvas_shares as restrictive for delete
        using (owner_id = ${CURRENT_PERSON});

      drop policy owner on canvases;
      create policy owner_select on canvases as restrictive for select using (
        ${isOwn} or ${isPurged} or ${isSealedAnew}
        or (is_shared and deleted_at is null and id in (select canvas_id from canvas_shares)));
      create policy owner_insert on canvases as restrictive for insert with check ${isOwn};
      create policy owner_update on canvases as restrictive for update
        using ${isOwn} with check ${isOwn};
      create policy owner_delete on canvases as restrictive for delete
        using (${isOwn} or ${isPurged});
      create policy system_canvas_select on canvases for select
        using (${isPurged} or ${isSealedAnew});
      create policy system_canvas_delete on canvases for delete using ${isPurged};
    `)
  }
}
