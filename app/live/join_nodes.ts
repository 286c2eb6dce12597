import type { ApplicationService } from '@adonisjs/core/types'
import { settings } from '#config/settings'
import { isEmbeddedDatabase } from '#core/tenancy/is_embedded'
import { hub } from './live.js'
import { MemoryBus } from './memory_bus.js'
import { OwnPresence } from './own_presence.js'
import { PostgresBus } from './postgres_bus.js'
import { RedisPresence } from './redis_presence.js'

/**
 * Lets this process hear the nodes of the appliance and be heard by them, until it ends: by the
 * database that they share. An appliance with the embedded database has one process alone.
 *
 * @throws NoNoticesError when the address of the database does not let notices through
 */
export async function joinNodes(app: ApplicationService): Promise<void> {
  const { databaseUrl, redisUrl } = settings
  const shared = databaseUrl && !(await isEmbeddedDatabase()) ? databaseUrl : null
  const bus = shared ? await PostgresBus.start(shared) : new MemoryBus()
  const hasPeople = app.getEnvironment() !== 'console'
  const presence =
    redisUrl && hasPeople
      ? new RedisPresence((await app.container.make('redis')).connection('main'))
      : new OwnPresence()
  hub.join(bus, presence)
}
