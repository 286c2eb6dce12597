/** The process of the `fanout` benchmark that holds the connections and notes what they hear. */
import { WebSocket } from 'ws'

/** What the benchmark asks of the listeners. */
export type ToListeners =
  | {
      kind: 'connect'
      urls: string[]
      tokens: string[]
      channel: string
      connections: number
    }
  | { kind: 'tell' }

/** What they say. `received`: for each sequence the instants at which connections heard of it. */
export type FromListeners = { kind: 'ready' } | { kind: 'told'; received: Record<number, number[]> }

/** Connections that are made at once. */
const AT_ONCE = 50

const received: Record<number, number[]> = {}

interface Heard {
  type: string
  channel: string
  sequence: number
}

/** Connects and subscribes; resolves once the channel has been shown. */
function listen(url: string, token: string, channel: string): Promise<void> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/live`, {
    headers: { authorization: `Bearer ${token}` },
  })
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', (code) => reject(new Error(`A connection was closed with ${code}`)))
    socket.on('message', (data: Buffer) => {
      const at = performance.timeOrigin + performance.now()
      const heard: Heard = JSON.parse(data.toString())
      if (heard.type === 'welcome') {
        socket.send(JSON.stringify({ v: 1, type: 'subscribe', channel }))
      } else if (heard.type === 'subscribed') resolve()
      else if (heard.type === 'message') (received[heard.sequence] ??= []).push(at)
    })
  })
}

async function connect(message: Extract<ToListeners, { kind: 'connect' }>): Promise<void> {
  const { urls, tokens, channel, connections } = message
  let next = 0
  const work = async () => {
    while (next < connections) {
      const number = next++
      const url = urls[number % urls.length] ?? ''
      await listen(url, tokens[Math.floor(number / urls.length) % tokens.length] ?? '', channel)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}

process.on('message', (message: ToListeners) => {
  const answer = (said: FromListeners) => process.send?.(said)
  if (message.kind === 'tell') return answer({ kind: 'told', received })
  connect(message).then(
    () => answer({ kind: 'ready' }),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    }
  )
})
process.on('disconnect', () => process.exit(0))
