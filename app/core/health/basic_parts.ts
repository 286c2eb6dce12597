import { constants } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import { settings } from '#config/settings'
import { tenancy } from '#core/tenancy/tenancy'
import { definePart } from './parts.js'

const LEAST_FREE_BYTES = 200 * 1024 * 1024
const OVERDUE = `interval '2 minutes'`

definePart({
  name: 'database',
  isNeeded: true,
  check: () => tenancy.system('operator', async () => null),
})

definePart({
  name: 'events',
  isNeeded: true,
  async check() {
    return (await tenancy.system('operator', areEventsStuck)) ? 'stuck' : null
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

/** Whether something in the outbox has been due for long without having been handed over. */
async function areEventsStuck(): Promise<boolean> {
  const { rows } = await tenancy.client().rawQuery<{ rows: { stuck: boolean }[] }>(
    `select exists (
       select from outbox where published_at is null and due_at < now() - ${OVERDUE}
     ) as stuck`
  )
  return rows[0]?.stuck !== false
}
