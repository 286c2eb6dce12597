import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The role that the application works as. It owns nothing and bypasses nothing; with an outside
 * PostgreSQL the role of DATABASE_URL becomes its member.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      create extension if not exists pg_trgm;
      do $$ begin
        -- Nothing stores vectors yet, so a server without pgvector is not refused for it.
        if exists (select from pg_available_extensions where name = 'vector') then
          create extension if not exists vector;
        end if;
        if not exists (select from pg_roles where rolname = 'belvedere_application') then
          create role belvedere_application nologin;
        end if;
      end $$;
      grant usage on schema public to belvedere_application;
      revoke create on schema public from public;
    `)
  }
}
