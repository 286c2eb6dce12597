import { createOrganisation, type Founding, type FoundingPerson } from '#accounts'
import type { Locale } from '#config/locales'
import { tenancy } from '#core/tenancy/tenancy'

async function exists(): Promise<boolean> {
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: { exists: boolean }[] }>('select exists (select from organisations)')
  return rows[0]?.exists === true
}

/** Whether the appliance has been set up. */
export function hasOrganisation(): Promise<boolean> {
  return tenancy.system('setup', exists)
}

/** Whether an organisation of this name exists. */
export function hasOrganisationNamed(name: string): Promise<boolean> {
  return tenancy.system('setup', async () => {
    const { rows } = await tenancy.client().rawQuery<{
      rows: { exists: boolean }[]
    }>('select exists (select from organisations where name = ?)', [name])
    return rows[0]?.exists === true
  })
}

/**
 * Makes the first organisation, unless there is one already, and lets `andThen` add to it in the
 * same transaction. Two starts at once make one.
 *
 * @returns null when there is one already
 */
export function createFirstOrganisation<Result>(
  organisation: { name: string; locale: Locale },
  founders: FoundingPerson[],
  andThen: (founding: Founding) => Promise<Result>
): Promise<Result | null> {
  return tenancy.system('setup', async () => {
    await tenancy.client().rawQuery(`select pg_advisory_xact_lock(hashtext('belvedere:setup'))`)
    if (await exists()) return null
    return andThen(await createOrganisation(organisation, founders))
  })
}
