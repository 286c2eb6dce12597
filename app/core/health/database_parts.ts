import { databaseFaultOf } from '#core/tenancy/database_faults'
import { isDiskFull } from '#core/tenancy/full_disk'
import { tenancy } from '#core/tenancy/tenancy'
import { definePart } from './parts.js'

/** So far apart may the clocks of a process and of the database be. Milliseconds. */
const MOST_SKEW = 30_000

definePart({
  name: 'database',
  isNeeded: true,
  check: () =>
    tenancy
      .system('operator', async () => null)
      .catch((error: unknown) => databaseFaultOf(error) ?? 'unreachable'),
})

definePart({
  name: 'writing',
  // What is there can be read.
  isNeeded: false,
  async check() {
    const isReadOnly = `pg_is_in_recovery() or current_setting('transaction_read_only') = 'on'`
    if (await ask<boolean>(isReadOnly)) return 'readOnly'
    return isDiskFull() ? 'full' : null
  },
})

definePart({
  name: 'clock',
  isNeeded: false,
  async check() {
    const asked = Date.now()
    const there = await ask<number>('(extract(epoch from clock_timestamp()) * 1000)::float8')
    const answered = Date.now()
    if (there === null) return null
    const isApart = there < asked - MOST_SKEW || there > answered + MOST_SKEW
    return isApart ? 'skewed' : null
  },
})

/** One value from the database; null while it is away, which its own part says. */
async function ask<Value>(expression: string): Promise<Value | null> {
  try {
    return await tenancy.system('operator', async () => {
      const { rows } = await tenancy
        .client()
        .rawQuery<{ rows: { value: Value }[] }>(`select ${expression} as value`)
      return rows[0]?.value ?? null
    })
  } catch (error) {
    if (databaseFaultOf(error)) return null
    throw error
  }
}
