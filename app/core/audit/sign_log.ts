import { defineConsumer } from '#core/events/consumers'
import { defineSchedule } from '#core/events/schedules'
import { tenancy } from '#core/tenancy/tenancy'
import { listCheckpoints, makeCheckpoint } from './checkpoints.js'
import { sequenceEntries } from './sequence_entries.js'
import { treeSize } from './tree_store.js'

declare module '#core/events/event' {
  interface EventPayloads {
    /** A minute has passed; time to give entries of the audit log their places. */
    'core.minutePassed': Record<string, never>
  }
}

const HOUR_MS = 3_600_000
/** So many new entries are signed before the hour is over. */
const MANY = 10_000

defineSchedule({ name: 'core.minutely', event: 'core.minutePassed', payload: {}, everySeconds: 60 })

/** Gives new entries of the audit log their places, and signs it every hour and whenever it has grown much. */
export const signLog = defineConsumer({
  name: 'core.signAuditLog',
  event: 'core.minutePassed',
  isOutsideScope: true,
  async handle() {
    await sequenceEntries()
    if (await isCheckpointDue(new Date())) await makeCheckpoint()
  },
})

/** Whether there is something new to sign, and it is much or has waited for an hour. */
export function isCheckpointDue(now: Date): Promise<boolean> {
  return tenancy.system('auditor', async () => {
    const last = (await listCheckpoints()).at(-1)
    const added = (await treeSize()) - (last?.size ?? 0)
    if (added === 0) return false
    return added >= MANY || !last || now.getTime() - Date.parse(last.at) >= HOUR_MS
  })
}
