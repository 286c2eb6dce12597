import { tenancy, type Tenant } from '#core/tenancy/tenancy'

/** Takes the next number of the person's changes, and makes their other changes wait their turn. */
export async function nextSequence({ organisation, person }: Required<Tenant>): Promise<number> {
  const clock = await tenancy.client().rawQuery<{ rows: { sequence: string }[] }>(
    `insert into journal_clocks (organisation_id, person_id, sequence) values (?, ?, 1)
     on conflict (organisation_id, person_id) do update set sequence = journal_clocks.sequence + 1
     returning sequence`,
    [organisation, person]
  )
  return Number(clock.rows[0]?.sequence)
}
