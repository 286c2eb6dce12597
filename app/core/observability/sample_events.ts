import { tenancy } from '#core/tenancy/tenancy'
import { metrics } from './metrics.js'
import { defineSampler } from './samplers.js'

interface Row {
  due: number
  oldest: number
  waiting: number
  dead: number
}

defineSampler({
  async sample() {
    const { rows } = await tenancy.system('operator', () =>
      tenancy.client().rawQuery<{ rows: Row[] }>(
        `select count(*)::int as due,
           coalesce(extract(epoch from now() - min(due_at)), 0)::float as oldest,
           (select count(*)::int from deliveries) as waiting,
           (select count(*)::int from dead_letters) as dead
         from outbox where published_at is null and due_at <= now()`
      )
    )
    const [row] = rows
    if (!row) return
    set(row)
  },
  forget() {
    set({ due: NaN, oldest: NaN, waiting: NaN, dead: NaN })
  },
})

function set({ due, oldest, waiting, dead }: Row): void {
  metrics.outboxDue.set(due)
  metrics.outboxOldestDueSeconds.set(oldest)
  metrics.deliveriesWaiting.set(waiting)
  metrics.deadLetters.set(dead)
}
