import { BaseCommand } from '@adonisjs/core/ace'
import { assertBlobs } from '#core/blobs/assert_blobs'
import { openTransport } from '#core/events/open_transport'
import { Worker } from '#core/events/worker'
import { assertKeyFits } from '#core/keys/key_ring'
import { observe } from '#core/observability/observe'
import { assertSafeRole } from '#core/tenancy/assert_safe_role'
import { joinNodes } from '#live'

/** Handles events in a process of its own, beside web processes that have WORKER=0. */
export default class Work extends BaseCommand {
  static override commandName = 'worker'
  static override description = 'Handle events until stopped'
  static override options = { startApp: true, staysAlive: true }

  override async run() {
    await assertSafeRole(await this.app.container.make('lucid.db'))
    await assertKeyFits()
    await assertBlobs()
    const endObserving = await observe(this.app, 'worker')
    this.app.terminating(endObserving)
    await joinNodes(this.app)
    const transport = await openTransport()
    const worker = new Worker(transport, await this.app.container.make('logger'))
    worker.start()
    this.app.terminating(async () => {
      await worker.stop()
      await transport.close()
    })
  }

  /** One that cannot start ends, so that whoever watches over it sees that. */
  override async completed() {
    if (this.error) await this.terminate()
    return false
  }
}
