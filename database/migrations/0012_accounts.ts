import { BaseSchema } from '@adonisjs/lucid/schema'
import { CURRENT_PERSON } from '#database/policies'

/** What a person may see of their own across organisations, and which one they used last. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      alter table memberships add column last_used_at timestamptz not null default now();

      create policy belonging on organisations for select using (
        id in (select organisation_id from memberships where person_id = ${CURRENT_PERSON})
      );

      -- A new password or a lost laptop ends sign-in sessions in every organisation.
      create policy own_select on sign_in_sessions for select using (person_id = ${CURRENT_PERSON});
      create policy own_delete on sign_in_sessions for delete using (person_id = ${CURRENT_PERSON});

      -- Who invited may leave before the invitation is accepted.
      alter table invitations alter column invited_by drop not null;
      alter table invitations drop constraint invitations_organisation_id_invited_by_fkey;
      alter table invitations add foreign key (organisation_id, invited_by)
        references memberships (organisation_id, person_id) on delete set null (invited_by);
      create index on invitations (organisation_id, email);
      create index on password_resets (person_id);
    `)
  }
}
