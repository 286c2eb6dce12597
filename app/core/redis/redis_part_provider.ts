import type { ApplicationService } from '@adonisjs/core/types'
import { settings } from '#config/settings'
import { definePart } from '#core/health/parts'
import { assertUsable } from './assert_usable.js'
import { examine } from './examine.js'

/** Makes sure at the start that the server of `REDIS_URL` can be used, and watches over it. */
export default class RedisPartProvider {
  constructor(protected app: ApplicationService) {}

  async start() {
    if (!settings.redisUrl || this.app.getEnvironment() === 'console') return
    const manager = await this.app.container.make('redis')
    // Each try to connect again fails with the same words; one line for each change is enough.
    manager.doNotLogErrors()
    const redis = manager.connection('main')
    await assertUsable(redis)
    const logger = await this.app.container.make('logger')
    let isAway = false
    redis.on('close', () => {
      if (!isAway) logger.warn('redis is away: limits and presence are those of this node')
      isAway = true
    })
    redis.on('ready', () => {
      if (isAway) logger.info('redis is back')
      isAway = false
    })
    definePart({ name: 'redis', isNeeded: false, check: () => examine(redis) })
  }
}
