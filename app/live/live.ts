import { currentTraceparent } from '#core/observability/tracing'
import { Hub } from './hub.js'
import type { Closing } from './live_bus.js'
import { MemoryBus } from './memory_bus.js'
import { OwnPresence } from './own_presence.js'

/** This node's end of the live channel: by itself, until it joins other nodes. */
export const hub = new Hub(new MemoryBus(), new OwnPresence())

/** The one way in which people are told that something has changed. */
export const live = {
  /**
   * Tells everybody who listens to a channel. Call it after the commit: who is told must be able to
   * read what they are told about.
   *
   * @param sequence number of the change, for channels that number theirs
   */
  publish(channel: string, body: unknown, sequence = 0): void {
    hub.send({ kind: 'message', channel, sequence, body, trace: currentTraceparent() })
  },

  /**
   * Closes at once, on every node, the subscriptions that match; without a channel the whole
   * connections of that person or sign-in session. Nothing closes when no field is given.
   */
  close(closing: Closing): void {
    const { channel, person, organisation, signInSession } = closing
    if ((channel ?? person ?? organisation ?? signInSession) === undefined) return
    hub.send({ kind: 'close', closing })
  },

  /** Calls back, on every node, whenever `close` is called anywhere. */
  onClosing(listener: (closing: Closing) => void): void {
    hub.listen((notice) => {
      if (notice.kind === 'close') listener(notice.closing)
    })
  },

  /** Tells every node, this one included, something that concerns nodes and not people. */
  tellNodes(topic: string, text: string): void {
    hub.send({ kind: 'nodes', topic, text })
  },

  /** Calls back, on every node, whenever `tellNodes` is called anywhere with this topic. */
  onTold(topic: string, listener: (text: string) => void): void {
    hub.listen((notice) => {
      if (notice.kind === 'nodes' && notice.topic === topic) listener(notice.text)
    })
  },

  /** Calls back when closings may have been missed: who may still listen is to be asked anew. */
  onMissed(listener: () => void): void {
    hub.listen((notice) => {
      if (notice.kind === 'missed') listener()
    })
  },
}
