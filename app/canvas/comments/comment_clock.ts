import { tenancy, type Tenant } from '#core/tenancy/tenancy'

/**
 * Holds what is written beside a canvas until the scope ends: nobody else writes. Call it
 * before anything is read that decides what is written.
 *
 * @param step how many numbers are taken
 * @returns the last number that was taken
 */
export async function holdComments(
  { organisation }: Tenant,
  canvas: string,
  step: 0 | 1
): Promise<number> {
  const { rows } = await tenancy.client().rawQuery<{ rows: { number: number }[] }>(
    `insert into canvas_comment_clocks as clock (organisation_id, canvas_id, number)
     values (?, ?, ?) on conflict (organisation_id, canvas_id)
       do update set number = clock.number + excluded.number
     returning number`,
    [organisation, canvas, step]
  )
  return Number(rows[0]?.number)
}
