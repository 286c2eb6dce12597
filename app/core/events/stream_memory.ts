import { tenancy } from '#core/tenancy/tenancy'

/** What the appliance remembers of its stream. */
export interface StreamMemory {
  /** The appliance's own id. A UUID. */
  appliance: string
  /** The stream that events are in; null before there was one. */
  identity: string | null
}

/** Reads what is remembered, inside the relay's scope. */
export async function readStreamMemory(): Promise<StreamMemory> {
  const { rows } = await tenancy
    .client()
    .rawQuery<{ rows: StreamMemory[] }>(
      'select appliance_id as appliance, identity from event_stream'
    )
  const [row] = rows
  if (!row) throw new Error('event_stream has lost its row')
  return row
}

const NOTED_AGAIN_MS = 15_000
let noted: { problem: string | null; at: number } | undefined

/**
 * Notes what keeps this process from handing events over, or null, where every process sees it.
 * The same is written again only now and then: another process may have ended with its problem.
 */
export async function noteProblem(problem: string | null): Promise<void> {
  const at = performance.now()
  if (noted?.problem === problem && at - noted.at < NOTED_AGAIN_MS) return
  await tenancy.system('relay', () =>
    tenancy
      .client()
      .rawQuery(
        `update event_stream set problem = nullif(?, '') where problem is distinct from nullif(?, '')`,
        [problem ?? '', problem ?? '']
      )
  )
  noted = { problem, at }
}
