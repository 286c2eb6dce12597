import { BaseCommand } from '@adonisjs/core/ace'
import { settings } from '#config/settings'
import { openJetStream } from '#core/events/open_transport'

/** Makes the stream of events anew from the outbox. Workers may go on meanwhile. */
export default class RebuildEvents extends BaseCommand {
  static override commandName = 'events:rebuild'
  static override description = 'Make the JetStream stream anew; what is not handled is told again'
  static override options = { startApp: true }

  override async run() {
    if (!settings.natsUrl) {
      this.logger.error('NATS_URL is not set: there is no stream to rebuild')
      this.exitCode = 1
      return
    }
    const transport = await openJetStream(settings.natsUrl)
    try {
      await transport.discard()
      await transport.tend()
      transport.announce()
    } finally {
      await transport.close()
    }
    this.logger.success('The stream is made anew; what has not been handled is told again')
  }
}
