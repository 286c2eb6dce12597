import type { ApplicationService } from '@adonisjs/core/types'
import { settings } from '#config/settings'
import { openTransport } from './open_transport.js'
import type { EventTransport } from './transport.js'
import { outboxSignal } from './wake_up.js'
import { Worker } from './worker.js'

/** Lets the web process do the worker's part too, unless a process of its own does it. */
export default class EventsProvider {
  private transport: EventTransport | undefined
  private worker: Worker | undefined

  constructor(protected app: ApplicationService) {}

  async start() {
    if (this.app.getEnvironment() === 'web') this.transport = await openTransport()
  }

  async ready() {
    const { transport } = this
    if (!transport) return
    if (settings.worker) {
      this.worker = new Worker(transport, await this.app.container.make('logger'))
      this.worker.start()
    } else {
      outboxSignal.onWake(() => transport.announce())
    }
  }

  async shutdown() {
    await this.worker?.stop()
    await this.transport?.close()
  }
}
