import { tenancy, type Tenant } from '#core/tenancy/tenancy'

/** The organisations that a person belongs to, by name. */
export function listOrganisations(
  tenant: Required<Tenant>
): Promise<{ id: string; name: string }[]> {
  return tenancy.run(tenant, async () => {
    const { rows } = await tenancy.client().rawQuery<{ rows: { id: string; name: string }[] }>(
      `select o.id, o.name from memberships m join organisations o on o.id = m.organisation_id
       where m.person_id = ? order by o.name, o.id`,
      [tenant.person]
    )
    return rows.map(({ id, name }) => ({ id, name }))
  })
}
