import { constants } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import { settings } from '#config/settings'
import { tenancy } from '#core/tenancy/tenancy'

const LONGEST_MS = 2_000
const LEAST_FREE_BYTES = 200 * 1024 * 1024
const OVERDUE = `interval '2 minutes'`

/** A part of the appliance that must be well for it to be ready. */
export type Part = 'database' | 'events' | 'storage' | 'disk'

type Check = () => Promise<boolean>

const checks: Record<Part, Check> = {
  database: () => tenancy.system('operator', async () => true),
  events: () => tenancy.system('operator', areEventsMoving),
  storage: () => access(settings.home, constants.R_OK | constants.W_OK).then(() => true),
  disk: async () => {
    const { bavail, bsize } = await statfs(settings.home)
    return bavail * bsize >= LEAST_FREE_BYTES
  },
}

/** Whether nothing in the outbox has been due for long without having been handed over. */
async function areEventsMoving(): Promise<boolean> {
  const { rows } = await tenancy.client().rawQuery<{ rows: { stuck: boolean }[] }>(
    `select exists (
       select from outbox where published_at is null and due_at < now() - ${OVERDUE}
     ) as stuck`
  )
  return rows[0]?.stuck === false
}

async function isWell(check: Check): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(false), LONGEST_MS)
  try {
    return await Promise.race([check().catch(() => false), late])
  } finally {
    clearTimeout(timer)
  }
}

/** The parts that are not well, each asked for at most two seconds. */
export async function findUnwellParts(): Promise<Part[]> {
  const names: Part[] = ['database', 'events', 'storage', 'disk']
  const answers = await Promise.all(names.map((name) => isWell(checks[name])))
  return names.filter((_name, index) => !answers[index])
}
