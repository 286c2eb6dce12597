import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import vine, { SimpleMessagesProvider } from '@vinejs/vine'
import { settings } from '#config/settings'
import { audit } from '#core/audit/audit'
import { tenancy } from '#core/tenancy/tenancy'
import { writePrivateFile } from './private_file.js'
import { applianceKeyOf, beginRing, heldRing } from './key_ring.js'

interface ExportedRow {
  organisation_id: string | null
  person_id: string | null
  version: number
  wrapped: Buffer | null
  wrapped_by: string
  destroyed_at: Date | null
}

const form = vine.create({
  wrappedBy: vine.string().regex(/^[0-9a-f]{16}$/),
  keys: vine.array(
    vine.object({
      organisation: vine.string().uuid().nullable(),
      person: vine.string().uuid().nullable(),
      version: vine.number().positive(),
      wrapped: vine.string().nullable(),
      wrappedBy: vine.string(),
    })
  ),
})

/** Where the wrapped keys are written by themselves whenever the appliance key is replaced. */
export const exportPath = () => join(settings.home, 'keys', 'data_keys.json')

/**
 * Writes every wrapped key into a file, which belongs to the backups beside the key file and is
 * worth nothing without it. Destroyed keys are in it as such.
 */
export async function exportKeys(path = exportPath()): Promise<void> {
  const exported = await tenancy.system('operator', async () => {
    const wrappedBy = (await heldRing('share')) ?? (await beginRing())
    await audit.record({ action: 'core.keysExported', subject: { kind: 'applianceKey' } })
    const { rows } = await tenancy.client().rawQuery<{ rows: ExportedRow[] }>(
      `select organisation_id, person_id, version, wrapped, wrapped_by from data_keys
       order by organisation_id nulls first, person_id nulls first, version`
    )
    const keys = rows.map((row) => ({
      organisation: row.organisation_id,
      person: row.person_id,
      version: row.version,
      wrapped: row.wrapped?.toString('base64') ?? null,
      wrappedBy: row.wrapped_by,
    }))
    return { wrappedBy, keys }
  })
  writePrivateFile(path, `${JSON.stringify(exported, null, 1)}\n`)
}

/**
 * Puts exported keys into a database that was restored from a backup. A key that has been destroyed,
 * here or in the export, is destroyed afterwards.
 *
 * @returns how many keys there are now that open
 * @throws ApplianceKeyError when the key file no longer holds what the export is wrapped by; the
 *   file system's or the validator's error when it is no export
 */
export async function importKeys(path = exportPath()): Promise<number> {
  const { wrappedBy, keys } = await form.validate(JSON.parse(readFileSync(path, 'utf8')), {
    messagesProvider: new SimpleMessagesProvider({}),
  })
  applianceKeyOf(wrappedBy)
  return tenancy.system('operator', async () => {
    const client = tenancy.client()
    if (!(await heldRing('update'))) await beginRing()
    await client.rawQuery('update key_ring set wrapped_by = ?', [wrappedBy])
    for (const { organisation, person, version, wrapped, wrappedBy: by } of keys) {
      await client.rawQuery(
        `insert into data_keys
           (organisation_id, person_id, version, wrapped, wrapped_by, destroyed_at)
         values (nullif(:organisation, '')::uuid, nullif(:person, '')::uuid, :version,
           nullif(:wrapped::bytea, ''), :by, case when :wrapped::bytea = '' then now() end)
         on conflict (organisation_id, person_id, version) do update
         set wrapped = excluded.wrapped, wrapped_by = excluded.wrapped_by,
           destroyed_at = excluded.destroyed_at
         where data_keys.wrapped is not null`,
        {
          organisation: organisation ?? '',
          person: person ?? '',
          version,
          wrapped: Buffer.from(wrapped ?? '', 'base64'),
          by,
        }
      )
    }
    await audit.record({ action: 'core.keysImported', subject: { kind: 'applianceKey' } })
    const { rows } = await client.rawQuery<{ rows: { count: number }[] }>(
      'select count(*)::int as count from data_keys where wrapped is not null'
    )
    return rows[0]?.count ?? 0
  })
}
