import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Every request begins with this look-up, so it is one question to the database instead of four.
 *
 * `find_sign_in` runs with its caller's rights, so policies bind it. Bearing the hash of a token, it
 * finds that sign-in session, goes on as its person and tells who that is; its settings end with
 * the transaction.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      create function find_sign_in(sought text) returns table (
        id uuid, kind text, organisation_id uuid, organisation_name text, person_id uuid,
        name text, email text, locale text, theme text, operator boolean, role text
      ) language plpgsql as $$
      declare
        session sign_in_sessions;
      begin
        perform set_config('app.bearer', sought, true);
        select s.* into session from sign_in_sessions s
          where s.token_hash = sought and s.expires_at > now();
        if not found then return; end if;
        perform set_config('app.organisation_id', session.organisation_id::text, true),
          set_config('app.person_id', session.person_id::text, true);
        if session.last_used_at < now() - interval '5 minutes' then
          update sign_in_sessions s set last_used_at = now() where s.id = session.id;
        end if;
        return query
          select session.id, session.kind, o.id, o.name, p.id, p.name, p.email, p.locale, p.theme,
            p.operator, m.role
          from memberships m join people p on p.id = m.person_id
            join organisations o on o.id = m.organisation_id
          where m.organisation_id = session.organisation_id and m.person_id = session.person_id;
      end $$`)
  }
}
