import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { test } from '@japa/runner'
import { Client } from 'pg'
import { DatabaseNotices, NoNoticesError } from '#core/tenancy/database_notices'
import type { LiveBus, LiveNotice } from '#live'
import { MemoryBus } from '#live/memory_bus'
import { PostgresBus } from '#live/postgres_bus'
import { needs, service } from '#tests/services/running'

/** What a node hears, kept so that a test can wait for it. */
class Ear {
  readonly heard: LiveNotice[] = []
  #changed = Promise.withResolvers<null>()

  constructor(bus: LiveBus) {
    bus.listen((notice) => {
      this.heard.push(notice)
      this.#changed.resolve(null)
      this.#changed = Promise.withResolvers()
    })
  }

  get bodies(): unknown[] {
    return this.heard.flatMap((notice) => (notice.kind === 'message' ? [notice.body] : []))
  }

  async until(isEnough: () => boolean): Promise<void> {
    while (!isEnough()) await this.#changed.promise
  }

  missed(): Promise<void> {
    return this.until(() => this.heard.some(({ kind }) => kind === 'missed'))
  }
}

const say = (body: unknown, sequence = 0): LiveNotice => ({
  kind: 'message',
  channel: 'test:room',
  sequence,
  body,
})

const databaseUrl = () => service('postgres')?.settings.DATABASE_URL ?? ''

const adapters: { name: string; skips: boolean; nodes: () => Promise<[LiveBus, LiveBus]> }[] = [
  {
    name: 'memory, where one process is all nodes',
    skips: false,
    nodes: async () => {
      const bus = new MemoryBus()
      return [bus, bus]
    },
  },
  {
    name: 'PostgreSQL',
    skips: !service('postgres'),
    nodes: async () => [
      await PostgresBus.start(databaseUrl()),
      await PostgresBus.start(databaseUrl()),
    ],
  },
]

for (const { name, skips, nodes } of adapters) {
  test.group(`The live bus: ${name}`, (group) => {
    let buses: [LiveBus, LiveBus]
    group.each.setup(async () => {
      buses = skips ? [new MemoryBus(), new MemoryBus()] : await nodes()
      return async () => {
        for (const bus of buses) await bus.stop()
      }
    })

    test('a node hears its own notice at once, and once', async ({ assert }) => {
      const [here, there] = buses
      const ears = [new Ear(here), new Ear(there)]
      here.send(say('first'))
      assert.deepEqual(ears[0]?.bodies, ['first'])
      here.send(say('last'))
      await ears[1]?.until(() => ears[1]?.bodies.includes('last') === true)
      assert.deepEqual(ears[0]?.bodies, ['first', 'last'])
    }).skip(skips, needs('postgres'))

    test('every node hears each notice of the others once, in the order of its sender', async ({
      assert,
    }) => {
      const [here, there] = buses
      const ear = new Ear(there)
      const numbers = Array.from({ length: 500 }, (_, index) => index)
      for (const number of numbers) here.send(say({ number }, number))
      await ear.until(() => ear.heard.length === numbers.length)
      assert.deepEqual(
        ear.bodies,
        numbers.map((number) => ({ number }))
      )
    }).skip(skips, needs('postgres'))

    test('a long notice arrives whole, in whatever script', async ({ assert }) => {
      const [here, there] = buses
      const ear = new Ear(there)
      const body = { words: 'שלום 👋🏽 é\n\u0000\ud800 "\\u0041"'.repeat(5_000) }
      here.send(say(body))
      here.send({ kind: 'close', closing: { person: 'somebody' } })
      await ear.until(() => ear.heard.length === 2)
      assert.deepEqual(ear.heard, [say(body), { kind: 'close', closing: { person: 'somebody' } }])
    }).skip(skips, needs('postgres'))

    test('what was sent before the end of a node still arrives', async ({ assert }) => {
      const [here, there] = buses
      const ear = new Ear(there)
      const numbers = Array.from({ length: 300 }, (_, index) => index)
      for (const number of numbers) here.send(say(number))
      await here.stop()
      await ear.until(() => ear.heard.length === numbers.length)
      assert.deepEqual(ear.bodies, numbers)
    }).skip(skips, needs('postgres'))
  })
}

/** Ends every connection of a live bus in the database, as a restart or a failover does. */
async function breakConnections(): Promise<void> {
  const client = new Client(service('postgres')?.superuserUrl)
  await client.connect()
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'belvedere %'`
  )
  await client.end()
}

test.group('The live bus over PostgreSQL', () => {
  const skips = !service('postgres')

  test('refuses an address over which notices do not arrive', async ({ assert, cleanup }) => {
    const url = await withoutNotices(databaseUrl(), cleanup)
    await assert.rejects(() => PostgresBus.start(url), NoNoticesError)
    await assert.rejects(() => PostgresBus.start(url), /DATABASE_URL.*pooler/)
  }).skip(skips, needs('postgres'))

  test('after a break every node is told that it may have missed something', async ({
    assert,
    cleanup,
  }) => {
    const { here, there } = await makeNodes(cleanup)
    const ears = [new Ear(here), new Ear(there)]
    await breakConnections()
    for (const ear of ears) await ear.missed()
    here.send(say('again'))
    await ears[1]?.until(() => ears[1]?.bodies.includes('again') === true)
    assert.deepEqual(ears[0]?.bodies, ['again'])
  }).skip(skips, needs('postgres'))

  test('what a node sends during its own break reaches the others, who missed nothing', async ({
    assert,
    cleanup,
  }) => {
    const { gate, here, there } = await makeNodes(cleanup)
    const ears = [new Ear(here), new Ear(there)]
    gate.shut()
    here.send(say('meanwhile'))
    here.send(say('and then'))
    gate.open()
    await ears[1]?.until(() => ears[1]?.heard.length === 2)
    assert.deepEqual(ears[1]?.bodies, ['meanwhile', 'and then'])
    await ears[0]?.missed()
  }).skip(skips, needs('postgres'))

  test('more than can wait during a break is dropped, and the others are told', async ({
    assert,
    cleanup,
  }) => {
    const { gate, here, there } = await makeNodes(cleanup)
    const ear = new Ear(there)
    here.send(say('before'))
    await ear.until(() => ear.heard.length === 1)
    gate.shut()
    for (let number = 0; number < 1_500; number++) here.send(say({ number }))
    gate.open()
    await ear.missed()
    await ear.until(() => ear.bodies.length === 1_001)
    assert.deepEqual(ear.bodies.at(-1), { number: 1_499 })
  }).skip(skips, needs('postgres'))

  test('words that no node has sent do no harm', async ({ assert, cleanup }) => {
    const bus = await PostgresBus.start(databaseUrl())
    cleanup(() => bus.stop())
    const ear = new Ear(bus)
    const client = new Client(databaseUrl())
    await client.connect()
    for (const payload of [
      '',
      'nonsense',
      'x 1 0 1 {',
      'y 1 0 1 null',
      'z 1 1 3 {"kind":"missed"}',
    ]) {
      await client.query(`select pg_notify('belvedere_live', $1)`, [payload])
    }
    await client.query(`select pg_notify('belvedere_live', $1)`, [
      `w 1 0 1 ${JSON.stringify(say('sense'))}`,
    ])
    await client.end()
    await ear.until(() => ear.heard.length > 0)
    assert.deepEqual(ear.bodies, ['sense'])
  }).skip(skips, needs('postgres'))

  test('a topic is heard by those of the same topic alone', async ({ assert, cleanup }) => {
    const heard: string[] = []
    const { promise, resolve } = Promise.withResolvers<null>()
    const make = (topic: string, done = () => {}) =>
      new DatabaseNotices(databaseUrl(), topic, {
        heard: (text) => {
          heard.push(`${topic} ${text}`)
          done()
        },
        missed: () => undefined,
      })
    const [one, same, other] = [
      make('test_one'),
      make('test_one', () => resolve(null)),
      make('test_other'),
    ]
    for (const each of [one, same, other]) await each.start()
    cleanup(async () => {
      for (const each of [one, same, other]) await each.stop()
    })
    one.send('word')
    await promise
    assert.deepEqual(heard, ['test_one word'])
  }).skip(skips, needs('postgres'))
})

type Cleanup = (work: () => void | Promise<void>) => void

/** Two nodes, one of which reaches the database through a gate. */
async function makeNodes(cleanup: Cleanup) {
  const gate = await Gate.before(databaseUrl())
  const here = await PostgresBus.start(gate.url)
  const there = await PostgresBus.start(databaseUrl())
  cleanup(async () => {
    await here.stop()
    await there.stop()
    gate.close()
  })
  return { gate, here, there }
}

/** The address of a way to a database on which every notice is lost, as in a pooler. */
async function withoutNotices(url: string, cleanup: Cleanup): Promise<string> {
  const target = new URL(url)
  const [host, port] = [target.hostname, Number(target.port)]
  const server = createServer((socket) => {
    const behind = connect(port, host)
    socket.on('error', () => behind.destroy())
    behind.on('error', () => socket.destroy())
    socket.pipe(behind)
    let rest = Buffer.alloc(0)
    behind.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk])
      while (rest.length >= 5 && rest.length > rest.readInt32BE(1)) {
        const message = rest.subarray(0, rest.readInt32BE(1) + 1)
        rest = rest.subarray(message.length)
        // `A` is a notice.
        if (message[0] !== 'A'.charCodeAt(0)) socket.write(message)
      }
    })
    behind.on('end', () => socket.end())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanup(() => void server.close())
  const address = server.address()
  target.port = typeof address === 'object' ? String(address?.port) : ''
  return String(target)
}

/** A way to a database that can be shut and opened. */
class Gate {
  readonly #sockets = new Set<Socket>()
  #isShut = false

  private constructor(
    readonly url: string,
    private readonly server: ReturnType<typeof createServer>
  ) {}

  static async before(url: string): Promise<Gate> {
    const target = new URL(url)
    const [host, port] = [target.hostname, Number(target.port)]
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    target.port = typeof address === 'object' ? String(address?.port) : ''
    const gate = new Gate(String(target), server)
    server.on('connection', (socket) => gate.#pass(socket, host, port))
    return gate
  }

  shut(): void {
    this.#isShut = true
    for (const socket of this.#sockets) socket.destroy()
  }

  open(): void {
    this.#isShut = false
  }

  close(): void {
    this.shut()
    this.server.close()
  }

  #pass(socket: Socket, host: string, port: number): void {
    if (this.#isShut) return void socket.destroy()
    const behind = connect(port, host)
    for (const each of [socket, behind]) {
      this.#sockets.add(each)
      each.on('error', () => each.destroy())
      each.on('close', () => {
        this.#sockets.delete(each)
        socket.destroy()
        behind.destroy()
      })
    }
    socket.pipe(behind).pipe(socket)
  }
}
