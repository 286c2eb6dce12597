import { constants } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import { settings } from '#config/settings'
import { openedTransport } from '#core/events/open_transport'
import { tenancy } from '#core/tenancy/tenancy'
import { definePart } from './parts.js'

const LEAST_FREE_BYTES = 200 * 1024 * 1024
const OVERDUE = `interval '2 minutes'`

definePart({
  name: 'events',
  // They wait in the outbox meanwhile.
  isNeeded: false,
  async check() {
    const problem = openedTransport()?.problem() ?? null
    return problem ?? tenancy.system('operator', findEventsProblem)
  },
})

definePart({
  name: 'storage',
  isNeeded: true,
  async check() {
    const isWritable = access(settings.home, constants.R_OK | constants.W_OK)
    return isWritable.then(
      () => null,
      () => 'notWritable'
    )
  },
})

definePart({
  name: 'disk',
  isNeeded: true,
  async check() {
    const { bavail, bsize } = await statfs(settings.home)
    return bavail * bsize < LEAST_FREE_BYTES ? 'full' : null
  },
})

/** What a worker has noted, or that something has been due for long without being handed over. */
async function findEventsProblem(): Promise<string | null> {
  const { rows } = await tenancy.client().rawQuery<{ rows: { problem: string | null }[] }>(
    `select coalesce(problem, case when exists (
       select from outbox where published_at is null and due_at < now() - ${OVERDUE}
     ) then 'stuck' end) as problem from event_stream`
  )
  return rows[0]?.problem ?? null
}
