import { audit } from '#core/audit/audit'
import { events } from '#core/events/events'
import { tenancy } from '#core/tenancy/tenancy'
import { addKey, keysToOpenEach, keysToSeal, reread } from './keys.js'
import { NoKeyError } from './no_key_error.js'
import { wrapKey } from './wrapping.js'

declare module '#core/events/event' {
  interface EventPayloads {
    /** An organisation has a new data key; what its older ones sealed may be sealed anew. */
    'core.organisationKeyReplaced': Record<string, never>
  }
}

/**
 * Gives an organisation a new version of its data key: for new values at once, and for its people's
 * keys. Older versions stay for reading, until consumers have sealed anew what can be changed.
 *
 * @returns the new version
 * @throws NoKeyError when there is no such organisation
 */
export function replaceOrganisationKey(organisation: string): Promise<number> {
  return tenancy.run({ organisation }, async () => {
    const known = await tenancy
      .client()
      .rawQuery<{ rowCount: number }>('select from organisations where id = ?', [organisation])
    if (known.rowCount === 0) throw new NoKeyError('There is no such organisation')
    await addKey(await keysToSeal({ organisation }))
    const newest = (await reread({ organisation })).newest
    if (!newest) throw new Error('An organisation whose key was replaced has one')
    const client = tenancy.client()
    const { rows } = await client.rawQuery<{ rows: { person_id: string; version: number }[] }>(
      'select person_id, version from data_keys where person_id is not null and wrapped is not null'
    )
    const by = { name: String(newest.version), key: newest.key }
    const all = await keysToOpenEach(rows.map((row) => ({ organisation, person: row.person_id })))
    for (const [index, { person_id: person, version }] of rows.entries()) {
      const holder = { organisation, person }
      const key = all[index]?.keyOf(version)
      if (!key) continue
      await client.rawQuery(
        `update data_keys set wrapped = ?, wrapped_by = ?
         where organisation_id = ? and person_id = ? and version = ?`,
        [wrapKey(by, holder, { version, key }), by.name, organisation, person, version]
      )
    }
    await audit.record({
      action: 'core.organisationKeyReplaced',
      subject: { kind: 'organisation', id: organisation },
      details: { version: newest.version },
    })
    await events.emit({ name: 'core.organisationKeyReplaced', payload: {} })
    return newest.version
  })
}
