import { settings } from '#config/settings'
import { redisOptions } from '#core/redis/redis_options'

// Not by the package's own function: that would load the driver where nothing needs it.
export default {
  connection: 'main',
  connections: { main: redisOptions(settings.redisUrl ?? 'redis://127.0.0.1', settings.redisCa) },
}

declare module '@adonisjs/redis/types' {
  // A list of connections is one by any name.
  export interface RedisConnections extends Record<string, ReturnType<typeof redisOptions>> {
    main: ReturnType<typeof redisOptions>
  }
}
