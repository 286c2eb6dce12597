import type { ApplicationService } from '@adonisjs/core/types'
import { joinNodes } from './join_nodes.js'
import { hub } from './live.js'

/** Joins the web process to the other nodes. Commands that need it do so by themselves. */
export default class LiveProvider {
  constructor(protected app: ApplicationService) {}

  async start() {
    if (this.app.getEnvironment() !== 'console') await joinNodes(this.app)
  }

  async shutdown() {
    await hub.leaveNodes()
  }
}
