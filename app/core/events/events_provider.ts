import type { ApplicationService } from '@adonisjs/core/types'
import { settings } from '#config/settings'
import { tableTransport } from './table_transport.js'
import { Worker } from './worker.js'

/** Lets the web process do the worker's part too, unless a process of its own does it. */
export default class EventsProvider {
  private worker: Worker | undefined

  constructor(protected app: ApplicationService) {}

  async ready() {
    if (this.app.getEnvironment() !== 'web' || !settings.worker) return
    this.worker = new Worker(tableTransport, await this.app.container.make('logger'))
    this.worker.start()
  }

  async shutdown() {
    await this.worker?.stop()
  }
}
