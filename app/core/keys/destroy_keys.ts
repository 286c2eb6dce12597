import { announceRevocation } from '#core/access/revocations'
import { audit } from '#core/audit/audit'
import { tenancy } from '#core/tenancy/tenancy'
import { NoKeyError } from './no_key_error.js'
import { replaceApplianceKey, type Rotation } from './appliance_key_rotation.js'

/** Whose keys are destroyed: an organisation's with those of all its people, or one person's in it. */
export interface Condemned {
  organisation: string
  person?: string
}

/**
 * Destroys keys for good, and with them everything that they have sealed, in every backup too: the
 * appliance key is replaced, so that wrapped keys in older backups open with nothing. What is sealed
 * later gets a new key.
 *
 * @throws NoKeyError, ApplianceKeyError
 */
export async function destroyKeys({ organisation, person }: Condemned): Promise<Rotation> {
  const rotation = await replaceApplianceKey(async () => {
    const { rowCount } = await tenancy.client().rawQuery<{ rowCount: number }>(
      `update data_keys set wrapped = null, destroyed_at = now()
       where organisation_id = :organisation and wrapped is not null
         and (:person = '' or person_id::text = :person)`,
      { organisation, person: person ?? '' }
    )
    if (rowCount === 0) throw new NoKeyError('There is no key of theirs to destroy')
    await tenancy.become({ organisation })
    await audit.record({
      action: person ? 'core.personKeyDestroyed' : 'core.organisationKeyDestroyed',
      subject: person ? { kind: 'person', id: person } : { kind: 'organisation', id: organisation },
    })
  })
  if (rotation.mount?.why !== 'adding') announceRevocation({ organisation, person })
  return rotation
}
