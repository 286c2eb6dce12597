import type { ApplicationService } from '@adonisjs/core/types'
import { beginDraining } from './draining.js'
import { leaveWebSockets, serveUpgrades } from './websocket_upgrades.js'

/** Answers WebSocket requests on the HTTP server. */
export default class UpgradesProvider {
  constructor(protected app: ApplicationService) {}

  async ready() {
    if (this.app.getEnvironment() !== 'web') return
    const server = (await this.app.container.make('server')).getNodeServer()
    if (server) serveUpgrades(server)
    // Hooks run in reverse, so this one runs before the server waits for its connections to end.
    this.app.terminating(() => {
      beginDraining()
      return leaveWebSockets()
    })
  }
}
