import type { ConnectionContract } from '@adonisjs/lucid/types/database'
import { metrics } from '#core/observability/metrics'
import { defineSampler } from '#core/observability/samplers'

/** Measures how a connection's pool is used, and how long work waits for it. */
export function observePool({ pool }: Pick<ConnectionContract, 'pool'>): void {
  if (!pool) return
  const asked = new Map<number, number>()
  pool.on('acquireRequest', (request) => asked.set(request, performance.now()))
  pool.on('acquireFail', (request) => asked.delete(request))
  pool.on('acquireSuccess', (request) => {
    const since = asked.get(request)
    asked.delete(request)
    if (since !== undefined) {
      metrics.poolWaitSeconds.observe((performance.now() - since) / 1000)
    }
  })
  defineSampler({
    async sample() {
      metrics.poolConnections.set({ state: 'used' }, pool.numUsed())
      metrics.poolConnections.set({ state: 'free' }, pool.numFree())
      metrics.poolWaiting.set(pool.numPendingAcquires())
    },
    forget() {
      metrics.poolConnections.reset()
      metrics.poolWaiting.set(NaN)
    },
  })
}
