import {
  HocuspocusProviderWebsocket,
  type HocuspocusProviderWebsocketConfiguration,
} from '@hocuspocus/provider'
import type { SentChanges } from './sent_changes.js'

/** The socket of a canvas, which tells what goes over it before anybody acts on it. */
export class WatchedSocket extends HocuspocusProviderWebsocket {
  readonly #sent: SentChanges

  constructor(configuration: HocuspocusProviderWebsocketConfiguration, sent: SentChanges) {
    super(configuration)
    this.#sent = sent
    this.on('open', () => sent.opened())
  }

  override send(message: Uint8Array): void {
    // What is sent while it is closed waits, and comes here again when it goes.
    if (this.webSocket?.readyState === WebSocket.OPEN) this.#sent.sent(message)
    super.send(message)
  }

  override onMessage(event: MessageEvent): void {
    if (event.data instanceof ArrayBuffer) this.#sent.received(new Uint8Array(event.data))
    super.onMessage(event)
  }
}
