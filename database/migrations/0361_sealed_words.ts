import { BaseSchema } from '@adonisjs/lucid/schema'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { keysToSeal } from '#core/keys/keys'
import { tenancy } from '#core/tenancy/tenancy'
import { asMigration } from '#database/seal_rows'

const TABLES = ['journal_entries', 'canvases', 'mailbox_messages', 'data_keys', 'key_ring']
const AT_ONCE = 200

/**
 * The words of journals, what lies on canvases and the mails of the embedded mailbox are sealed,
 * those that are there already as well.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      alter table journal_entries rename column text to plain_text;
      alter table journal_entries rename column base to plain_base;
      alter table journal_entries add text bytea, add base bytea;
      alter table mailbox_messages add content bytea, add sealed_for uuid;
      ${TABLES.map((table) => `alter table ${table} no force row level security;`).join('\n')}
    `)
    this.defer((client) =>
      asMigration(client, async () => {
        await sealEntries(client)
        await sealCanvases(client)
        await sealMails(client)
      })
    )
    this.schema.raw(`
      ${TABLES.map((table) => `alter table ${table} force row level security;`).join('\n')}
      -- Their checks go with them.
      alter table journal_entries drop column plain_text, drop column plain_base;
      alter table journal_entries
        add check (octet_length(text) <= 200100),
        add check (case when deleted_at is null then text is not null
          else text is null and base is null and card_ids = '{}' and mood is null end);
      alter table mailbox_messages alter column content set not null,
        drop column subject, drop column text, drop column html;
    `)
  }
}

interface EntryRow {
  organisation_id: string
  person_id: string
  id: string
  plain_text: string
  plain_base: string | null
}

async function sealEntries(client: QueryClientContract): Promise<void> {
  for (;;) {
    const { rows } = await client.rawQuery<{ rows: EntryRow[] }>(
      `select organisation_id, person_id, id, plain_text, plain_base from journal_entries
       where deleted_at is null and text is null limit ${AT_ONCE}`
    )
    if (rows.length === 0) return
    for (const { organisation_id: organisation, person_id: person, id: row, ...words } of rows) {
      await tenancy.become({ organisation, person })
      const keys = await keysToSeal({ organisation, person })
      const seal = (column: string, value: string) =>
        keys.seal({ table: 'journal_entries', column, row }, value)
      const base = words.plain_base === null ? '' : seal('base', words.plain_base)
      await client.rawQuery(
        `update journal_entries set text = ?, base = nullif(?::bytea, '')
         where organisation_id = ? and person_id = ? and id = ?`,
        [seal('text', words.plain_text), base, organisation, person, row]
      )
    }
  }
}

async function sealCanvases(client: QueryClientContract): Promise<void> {
  const { rows } = await client.rawQuery<{ rows: { id: string }[] }>(
    'select id from canvases where document is not null'
  )
  for (const { id: row } of rows) {
    const canvas = await client.rawQuery<{
      rows: { organisation_id: string; owner_id: string | null; document: Buffer }[]
    }>('select organisation_id, owner_id, document from canvases where id = ?', [row])
    const found = canvas.rows[0]
    if (!found) continue
    const { organisation_id: organisation, owner_id: owner, document } = found
    await tenancy.become({ organisation })
    const keys = await keysToSeal({ organisation, person: owner ?? undefined })
    await client.rawQuery('update canvases set document = ? where id = ?', [
      keys.seal({ table: 'canvases', column: 'document', row }, document),
      row,
    ])
  }
}

async function sealMails(client: QueryClientContract): Promise<void> {
  const { rows } = await client.rawQuery<{
    rows: { id: string; subject: string; text: string; html: string }[]
  }>('select id, subject, text, html from mailbox_messages')
  if (rows.length === 0) return
  const keys = await keysToSeal({ organisation: null })
  for (const { id: row, ...content } of rows) {
    await client.rawQuery('update mailbox_messages set content = ? where id = ?', [
      keys.seal({ table: 'mailbox_messages', column: 'content', row }, JSON.stringify(content)),
      row,
    ])
  }
}
