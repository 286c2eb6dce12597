import { createServer } from 'node:http'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { apiClient } from '@japa/api-client'
import { sessionApiClient } from '@adonisjs/session/plugins/api_client'
import { shieldApiClient } from '@adonisjs/shield/plugins/api_client'
import { assert } from '@japa/assert'
import { pluginAdonisJS } from '@japa/plugin-adonisjs'
import { spec } from '@japa/runner/reporters'
import type { Config } from '@japa/runner/types'
import { endWebSockets, serveUpgrades } from '#core/http/websocket_upgrades'
import { counter } from '#tests/support/counter'

export const reporters: Config['reporters'] = {
  activated: ['spec', 'counter'],
  list: [spec(), counter],
}

export const plugins: Config['plugins'] = [
  assert(),
  apiClient({ baseURL: `http://127.0.0.1:${process.env.PORT}` }),
  pluginAdonisJS(app),
  sessionApiClient(app),
  shieldApiClient(),
]

export const configureSuite: Config['configureSuite'] = (suite) => {
  if (suite.name === 'functional') {
    suite.setup(async () => {
      const close = await testUtils.httpServer().start((handle) => {
        const server = createServer(handle)
        serveUpgrades(server)
        return server
      })
      // A connection that a failed test left open would keep the server from closing.
      return () => {
        endWebSockets()
        return close()
      }
    })
  }
}
