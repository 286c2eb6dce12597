import { BaseCommand } from '@adonisjs/core/ace'
import { assertBlobs } from '#core/blobs/assert_blobs'
import { openTransport } from '#core/events/open_transport'
import { Worker } from '#core/events/worker'
import { observe } from '#core/observability/observe'
import { joinNodes } from '#live'

/** Handles events in a process of its own, beside web processes that have WORKER=0. */
export default class Work extends BaseCommand {
  static override commandName = 'worker'
  static override description = 'Handle events until stopped'
  static override options = { startApp: true, staysAlive: true }

  private worker: Worker | undefined

  override async run() {
    await assertBlobs()
    const endObserving = await observe(this.app, 'worker')
    await joinNodes(this.app)
    const transport = await openTransport()
    this.worker = new Worker(transport, await this.app.container.make('logger'))
    this.worker.start()
    this.app.terminating(async () => {
      await this.worker?.stop()
      await transport.close()
      await endObserving()
    })
  }
}
