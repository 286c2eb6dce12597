import { configProvider } from '@adonisjs/core'
import { defineConfig, stores } from '@adonisjs/limiter'
import type { LimiterConsumptionOptions } from '@adonisjs/limiter/types'
import { settings } from '#config/settings'

/** Limits that all nodes count together. What it needs is loaded only where it is used. */
const shared = configProvider.create(async (app) => {
  const { SharedLimits } = await import('#core/limits/shared_limits')
  const redis = await app.container.make('redis')
  return (options: LimiterConsumptionOptions) => new SharedLimits(redis.connection('main'), options)
})

export default defineConfig({
  default: settings.redisUrl ? 'shared' : 'memory',
  stores: settings.redisUrl ? { memory: stores.memory({}), shared } : { memory: stores.memory({}) },
})

declare module '@adonisjs/limiter/types' {
  export interface LimitersList {
    memory: ReturnType<typeof stores.memory>
  }
}
