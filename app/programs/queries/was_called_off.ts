import { isId } from '#core/is_id'
import { tenancy } from '#core/tenancy/tenancy'

/** Whether a session of the scope's organisation was called off. Call it inside a scope. */
export async function wasCalledOff(id: string): Promise<boolean> {
  if (!isId(id)) return false
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: { id: string }[] }>('select id from called_off_sessions where id = ?', [id])
  return rows.length > 0
}
