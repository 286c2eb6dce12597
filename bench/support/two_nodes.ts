import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { startService } from '#tests/services/services'
import { Appliance, newHome } from '#tests/support/appliance'

/** What a measurement ends when it is over, the latest first. */
export type Ends = (() => unknown)[]

/**
 * Two web processes with workers of their own and the same keys, on one PostgreSQL and one Valkey.
 *
 * @param measure is given both, and adds what it has to end to `ends`
 */
export async function onTwoNodes<Measured>(
  measure: (first: Appliance, second: Appliance, ends: Ends) => Promise<Measured>
): Promise<Measured> {
  const ends: Ends = []
  try {
    const postgres = await startService('postgres')
    ends.unshift(() => postgres.remove())
    const valkey = await startService('valkey')
    ends.unshift(() => valkey.remove())
    const environment = { ...postgres.settings, ...valkey.settings, LOG_LEVEL: 'error' }
    const first = await Appliance.start({ environment })
    ends.unshift(() => first.dispose())
    const home = newHome()
    cpSync(join(first.home, 'keys'), join(home, 'keys'), { recursive: true })
    const second = await Appliance.start({ home, environment })
    ends.unshift(() => second.dispose())
    return await measure(first, second, ends)
  } finally {
    for (const end of ends) await end()
  }
}
