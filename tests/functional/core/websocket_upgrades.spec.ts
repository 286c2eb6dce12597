import { once } from 'node:events'
import { test } from '@japa/runner'
import { WebSocket, WebSocketServer } from 'ws'
import { onUpgrade } from '#core/http/websocket_upgrades'

const address = (path: string) => `ws://127.0.0.1:${process.env.PORT}${path}`

test.group('WebSocket requests', () => {
  test('are answered 404 where nobody listens', async ({ assert }) => {
    const socket = new WebSocket(address('/nowhere'))
    const [error] = await once(socket, 'error')
    assert.include(String(error), '404')
  })

  test('reach the handler of their path, and no other', async ({ assert }) => {
    const server = new WebSocketServer({ noServer: true })
    onUpgrade('/test-upgrades/', (request, socket, head) => {
      server.handleUpgrade(request, socket, head, (accepted) => accepted.send(request.url ?? ''))
    })
    const socket = new WebSocket(address('/test-upgrades/one?two'))
    const [message] = await once(socket, 'message')
    assert.equal(String(message), '/test-upgrades/one?two')
    socket.close()
    const [error] = await once(new WebSocket(address('/test-upgrades')), 'error')
    assert.include(String(error), '404')
  })
})
