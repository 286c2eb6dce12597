/**
 * A process that serves canvases for a benchmark: the appliance's web role on a PostgreSQL of its
 * own, or an unmodified Hocuspocus server that keeps everything in memory.
 */
import 'reflect-metadata'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { Server } from '@hocuspocus/server'
import { startPostgres } from '#tests/services/postgres'
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

/** Where a process keeps everything, for another that serves canvases beside it. */
export interface Kept {
  /** Settings with the address of the database. */
  database: Record<string, string>
  /** Folder of the keys. */
  keys: string
}

/** What it answers. Processor time and memory are those of this process alone. */
export type FromCanvasServer =
  | { kind: 'ready'; url: string; kept: Kept | null }
  | { kind: 'rooms'; rooms: BenchRoom[] }
  | { kind: 'usage'; processorMs: number; rssMiB: number }

/** Most canvases that one person has open; the appliance allows twelve. */
const MOST_OPEN = 10

interface Served {
  url: string
  kept: Kept | null
  makeRooms: (rooms: number, people: number) => Promise<BenchRoom[]>
  end: () => Promise<void>
}

async function servePeer(): Promise<Served> {
  const server = new Server({ port: await freePort(), address: '127.0.0.1', quiet: true })
  await server.listen()
  let made = 0
  return {
    url: server.httpURL,
    kept: null,
    makeRooms: async (rooms, people) =>
      Array.from({ length: rooms }, () => ({
        canvas: `room-${made++}`,
        tokens: Array.from({ length: people }, () => 'anybody'),
        signIns: [],
      })),
    end: () => server.destroy().then(() => undefined),
  }
}

/** Makes everything that the appliance needs in the database of the settings. */
function migrate(DATABASE_OWNER_URL: string): void {
  const console = extname(import.meta.filename) === '.ts' ? '../../ace.js' : '../../bin/console.js'
  const { status, stderr } = spawnSync(
    process.execPath,
    [new URL(console, import.meta.url).pathname, 'migrate'],
    { env: { ...process.env, DATABASE_OWNER_URL }, encoding: 'utf8' }
  )
  if (status !== 0) throw new Error(stderr)
}

/** @param beside another process, whose database and keys it shares */
async function serveOurs(beside: Kept | undefined): Promise<Served> {
  const postgres = beside ? null : await startPostgres()
  const { DATABASE_OWNER_URL = '', ...database } = postgres?.settings ?? beside?.database ?? {}
  const home = mkdtempSync(join(tmpdir(), 'belvedere-bench-'))
  const keys = join(home, 'keys')
  const port = await freePort()
  Object.assign(process.env, {
    ...database,
    BELVEDERE_HOME: home,
    LOG_LEVEL: 'error',
    HOST: '127.0.0.1',
    PORT: String(port),
    DEMO: '0',
  })
  if (beside) cpSync(beside.keys, keys, { recursive: true })
  else migrate(DATABASE_OWNER_URL)
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
    kept: { database, keys },
    makeRooms,
    end: async () => {
      await application.terminate()
      await postgres?.remove()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

const [kind, beside] = process.argv.slice(2)
const kept: Kept | undefined = beside ? JSON.parse(beside) : undefined
const served = await (kind === 'peer' ? servePeer() : serveOurs(kept))
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
answer({ kind: 'ready', url: served.url, kept: served.kept })
