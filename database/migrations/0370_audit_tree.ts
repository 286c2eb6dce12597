import { BaseSchema } from '@adonisjs/lucid/schema'
import { IN_ANY_SCOPE, secure, systemPolicy } from '#database/policies'

const GROWS_ONLY = ['audit_leaves', 'audit_nodes', 'audit_checkpoints']

/** The Merkle tree over the audit log of the whole appliance, and what was signed of it. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      -- Personal data of an entry, with the key of the person whose it is.
      alter table audit_entries add sealed bytea, add sealed_for uuid,
        add check ((sealed is null) = (sealed_for is null));
      ${systemPolicy('audit_entries', 'auditor', 'select')}
      -- Somebody tried to sign in to an account that there is not.
      ${systemPolicy('audit_entries', 'worker', 'insert')}

      -- Entries that have no place in the tree yet. They are written by many at once, and take
      -- their places from one process at a time.
      create table audit_pending (entry_id uuid primary key);
      ${secure('audit_pending', ['select', 'insert', 'delete'])}
      ${systemPolicy('audit_pending', 'auditor')}
      create policy any_scope on audit_pending for insert with check (${IN_ANY_SCOPE});
      create function await_audit_leaf() returns trigger language plpgsql as $$
      begin
        insert into audit_pending (entry_id) values (new.id);
        return null;
      end $$;
      create trigger audit_entries_await_leaf after insert on audit_entries
        for each row execute function await_audit_leaf();
      alter table audit_entries no force row level security;
      alter table audit_pending no force row level security;
      insert into audit_pending (entry_id) select id from audit_entries;
      alter table audit_entries force row level security;
      alter table audit_pending force row level security;

      create table audit_tree (
        is_only boolean primary key default true check (is_only),
        size bigint not null
      );
      ${secure('audit_tree', ['select', 'insert', 'update'])}
      ${systemPolicy('audit_tree', 'auditor')}

      create table audit_leaves (
        index bigint primary key,
        entry_id uuid not null unique
      );
      ${secure('audit_leaves', ['select', 'insert'])}
      ${systemPolicy('audit_leaves', 'auditor')}

      -- Hashes of complete subtrees; those of level 0 are the leaves.
      create table audit_nodes (
        level smallint not null,
        index bigint not null,
        hash bytea not null check (octet_length(hash) = 32),
        primary key (level, index)
      );
      ${secure('audit_nodes', ['select', 'insert'])}
      ${systemPolicy('audit_nodes', 'auditor')}

      -- Private keys are sealed with the appliance's own data key.
      create table audit_signing_keys (
        id text primary key,
        public_key text not null,
        private_key bytea not null,
        created_at timestamptz not null default now()
      );
      ${secure('audit_signing_keys', ['select', 'insert'])}
      ${systemPolicy('audit_signing_keys', 'auditor')}

      create table audit_checkpoints (
        size bigint primary key,
        root bytea not null,
        -- As it was signed.
        at text not null,
        key_id text not null references audit_signing_keys,
        signature bytea not null
      );
      ${secure('audit_checkpoints', ['select', 'insert'])}
      ${systemPolicy('audit_checkpoints', 'auditor')}

      ${GROWS_ONLY.map(
        (table) => `
          create trigger ${table}_keep_rows before update or delete on ${table}
            for each row execute function refuse_audit_change();
          create trigger ${table}_keep_table before truncate on ${table}
            for each statement execute function refuse_audit_change();`
      ).join('\n')}
    `)
  }
}
