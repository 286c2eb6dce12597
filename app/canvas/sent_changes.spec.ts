import { test } from '@japa/runner'
import { MessageType } from '@hocuspocus/provider'
import * as encoding from 'lib0/encoding'
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync'
import { SentChanges } from './sent_changes.js'

const message = (type: MessageType, number: number) =>
  encoding.encode((encoder) => {
    encoding.writeVarString(encoder, 'a canvas')
    encoding.writeVarUint(encoder, type)
    encoding.writeVarUint(encoder, number)
  })
const ASKS = message(MessageType.Sync, messageYjsSyncStep1)
const WHOLE = message(MessageType.Sync, messageYjsSyncStep2)
const CHANGE = message(MessageType.Sync, messageYjsUpdate)
const STORED = message(MessageType.SyncStatus, 1)
const REFUSED = message(MessageType.SyncStatus, 0)
const SIGN_OF_LIFE = new Uint8Array([MessageType.Ping])

/** A document over whose open connection everything has been exchanged. */
function exchanged(): SentChanges {
  const sent = new SentChanges()
  sent.opened()
  sent.sent(ASKS)
  sent.sent(WHOLE)
  sent.received(STORED)
  return sent
}

/** Changes something, and sends it. */
function change(sent: SentChanges): void {
  sent.changed()
  sent.sent(CHANGE)
}

test.group('What was changed on a canvas', () => {
  test('is not taken for stored before the server says so', ({ assert }) => {
    const sent = exchanged()
    change(sent)
    sent.received(SIGN_OF_LIFE)
    assert.isTrue(sent.isUnconfirmed)
    sent.received(STORED)
    assert.isFalse(sent.isUnconfirmed)
  })

  test('is not taken for stored by the answer to what was sent before it', ({ assert }) => {
    const sent = exchanged()
    change(sent)
    change(sent)
    sent.received(STORED)
    assert.isTrue(sent.isUnconfirmed)
    sent.received(STORED)
    assert.isFalse(sent.isUnconfirmed)
  })

  test('is not taken for stored by what was answered over a connection that broke', ({
    assert,
  }) => {
    const sent = exchanged()
    change(sent)
    change(sent)
    sent.opened()
    sent.sent(ASKS)
    sent.sent(WHOLE)
    change(sent)
    sent.received(STORED)
    assert.isTrue(sent.isUnconfirmed, 'the last change has not been answered')
    sent.received(STORED)
    assert.isFalse(sent.isUnconfirmed)
  })

  test('is not taken for stored by the answer to a part of it that had waited for the connection', ({
    assert,
  }) => {
    const sent = exchanged()
    sent.changed()
    sent.opened()
    sent.sent(ASKS)
    change(sent)
    sent.sent(WHOLE)
    sent.received(STORED)
    assert.isTrue(sent.isUnconfirmed, 'what was drawn without a connection has not been answered')
    sent.received(STORED)
    assert.isFalse(sent.isUnconfirmed)
  })

  test('is never taken for stored over a connection on which the server refused something', ({
    assert,
  }) => {
    const sent = exchanged()
    change(sent)
    change(sent)
    sent.received(REFUSED)
    sent.received(STORED)
    assert.isTrue(sent.isUnconfirmed)
    sent.opened()
    sent.sent(WHOLE)
    sent.received(STORED)
    assert.isFalse(sent.isUnconfirmed)
  })
})
