import { statfs } from 'node:fs/promises'
import { settings } from '#config/settings'
import { checkParts } from '#core/health/parts'
import { metrics } from './metrics.js'
import { defineSampler } from './samplers.js'

defineSampler({
  async sample() {
    const parts = await checkParts()
    metrics.partUnwell.reset()
    for (const { name, isNeeded, reason } of parts) {
      metrics.partUp.set({ part: name, needed: isNeeded ? 'yes' : 'no' }, reason === null ? 1 : 0)
      if (reason !== null) metrics.partUnwell.set({ part: name, reason }, 1)
    }
  },
  forget() {
    metrics.partUp.reset()
    metrics.partUnwell.reset()
  },
})

defineSampler({
  async sample() {
    const { bavail, blocks, bsize } = await statfs(settings.home)
    metrics.diskFreeBytes.set(bavail * bsize)
    metrics.diskSizeBytes.set(blocks * bsize)
  },
  forget() {
    metrics.diskFreeBytes.set(NaN)
    metrics.diskSizeBytes.set(NaN)
  },
})
