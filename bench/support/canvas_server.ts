/**
 * A process that serves canvases for a benchmark: the appliance's web role on an embedded database
 * of its own, or an unmodified Hocuspocus server that keeps everything in memory.
 */
import 'reflect-metadata'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { Server } from '@hocuspocus/server'
import { freePort } from '#tests/support/free_port'
import type { TestPerson } from '#tests/support/people'

/** What the benchmark asks for. */
export type ToCanvasServer =
  { kind: 'rooms'; rooms: number; people: number } | { kind: 'usage' } | { kind: 'end' }

/** A canvas, with the tokens of those who may draw on it and what they sign in with by a form. */
export interface BenchRoom {
  canvas: string
  tokens: string[]
  signIns: Pick<TestPerson, 'email' | 'password'>[]
}

/** What it answers. Processor time and memory are those of this process alone. */
export type FromCanvasServer =
  | { kind: 'ready'; url: string }
  | { kind: 'rooms'; rooms: BenchRoom[] }
  | { kind: 'usage'; processorMs: number; rssMiB: number }

/** Most canvases that one person has open; the appliance allows twelve. */
const MOST_OPEN = 10

interface Served {
  url: string
  makeRooms: (rooms: number, people: number) => Promise<BenchRoom[]>
  end: () => Promise<void>
}

async function servePeer(): Promise<Served> {
  const server = new Server({ port: await freePort(), address: '127.0.0.1', quiet: true })
  await server.listen()
  let made = 0
  return {
    url: server.httpURL,
    makeRooms: async (rooms, people) =>
      Array.from({ length: rooms }, () => ({
        canvas: `room-${made++}`,
        tokens: Array.from({ length: people }, () => 'anybody'),
        signIns: [],
      })),
    end: () => server.destroy().then(() => undefined),
  }
}

async function serveOurs(): Promise<Served> {
  const { EmbeddedDatabase } = await import('#database/embedded/embedded_database')
  const home = mkdtempSync(join(tmpdir(), 'belvedere-bench-'))
  const embedded = await EmbeddedDatabase.start(join(home, 'database'))
  const port = await freePort()
  Object.assign(process.env, {
    BELVEDERE_HOME: home,
    DATABASE_URL: embedded.url,
    LOG_LEVEL: 'error',
    HOST: '127.0.0.1',
    PORT: String(port),
    DEMO: '0',
  })
  const extension = extname(import.meta.filename)
  const console = new URL(
    extension === '.ts' ? '../../ace.js' : '../../bin/console.js',
    import.meta.url
  )
  const { status, stderr } = spawnSync(process.execPath, [console.pathname, 'migrate'], {
    env: { ...process.env, DATABASE_OWNER_URL: embedded.url },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  await embedded.becomeApplication()
  const { serve } = await import('../../bin/server.js')
  const application = await serve()
  const { makePerson } = await import('#tests/support/people')
  const { makeParticipant, makeSession } = await import('#tests/support/sessions')
  const makeRooms = async (rooms: number, people: number) => {
    const facilitator = await makePerson('facilitator')
    const count = Math.max(people, Math.ceil((rooms * people) / MOST_OPEN))
    const all: TestPerson[] = []
    while (all.length < count) all.push(await makePerson('participant', facilitator.organisation))
    const made: BenchRoom[] = []
    for (let room = 0; room < rooms; room++) {
      const canvas = await makeSession(facilitator)
      const inside = Array.from(
        { length: people },
        (_, place) => all[(room * people + place) % count]
      )
      const present = inside.filter((person) => person !== undefined)
      for (const person of present) await makeParticipant(canvas, person)
      made.push({
        canvas,
        tokens: present.map(({ token }) => token),
        signIns: present.map(({ email, password }) => ({ email, password })),
      })
    }
    return made
  }
  return {
    url: `http://127.0.0.1:${port}`,
    makeRooms,
    end: async () => {
      await application.terminate()
      await embedded.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

const served = await (process.argv[2] === 'peer' ? servePeer() : serveOurs())
const answer = (message: FromCanvasServer) => process.send?.(message)

process.on('message', (message: ToCanvasServer) => {
  if (message.kind === 'rooms') {
    void served
      .makeRooms(message.rooms, message.people)
      .then((rooms) => answer({ kind: 'rooms', rooms }))
  } else if (message.kind === 'usage') {
    const { user, system } = process.cpuUsage()
    const rssMiB = process.memoryUsage.rss() / 2 ** 20
    answer({ kind: 'usage', processorMs: (user + system) / 1000, rssMiB })
  } else void served.end().finally(() => process.exit(0))
})
process.on('disconnect', () => void served.end().finally(() => process.exit(0)))
answer({ kind: 'ready', url: served.url })
