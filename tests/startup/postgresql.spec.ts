import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { Client } from 'pg'
import { Appliance } from '#tests/support/appliance'
import { demoPerson } from '#tests/support/demo'
import { freePort } from '#tests/support/free_port'

/** Folder of the newest PostgreSQL server that the system has. */
const BIN = globSync('/usr/lib/postgresql/*/bin/postgres')
  .sort()
  .at(-1)
  ?.replace(/\/postgres$/, '')

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
function asPostgres(command: string, words: string[]): [string, string[]] {
  return userInfo().uid === 0
    ? ['runuser', ['-u', 'postgres', '--', command, ...words]]
    : [command, words]
}

/** A real PostgreSQL of its own, on a free port. */
class Server {
  readonly folder = mkdtempSync(join(tmpdir(), 'belvedere-postgresql-'))
  port = 0
  #process: ChildProcess | undefined

  async start(): Promise<void> {
    if (userInfo().uid === 0) {
      const uid = Number(spawnSync('id', ['-u', 'postgres'], { encoding: 'utf8' }).stdout)
      chownSync(this.folder, uid, uid)
    }
    this.port = await freePort()
    const data = join(this.folder, 'data')
    spawnSync(
      ...asPostgres(`${BIN}/initdb`, [
        '-D',
        data,
        '-A',
        'trust',
        '-U',
        'root_of_all',
        '-N',
        '-E',
        'UTF8',
      ])
    )
    await this.resume()
  }

  async resume(): Promise<void> {
    const data = join(this.folder, 'data')
    const parameters = [
      '-D',
      data,
      '-p',
      String(this.port),
      '-h',
      '127.0.0.1',
      '-k',
      this.folder,
      '-c',
      'fsync=off',
    ]
    this.#process = spawn(...asPostgres(`${BIN}/postgres`, parameters), {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    await new Promise<void>((resolve, reject) => {
      this.#process?.stderr?.on('data', (chunk: Buffer) => {
        if (chunk.toString().includes('ready to accept connections')) resolve()
      })
      this.#process?.once('exit', () => reject(new Error('PostgreSQL ended')))
    })
  }

  async pause(): Promise<void> {
    const ended = new Promise((resolve) => this.#process?.once('exit', resolve))
    spawnSync(
      ...asPostgres(`${BIN}/pg_ctl`, ['-D', join(this.folder, 'data'), '-m', 'immediate', 'stop'])
    )
    await ended
  }

  url(role: string): string {
    return `postgresql://${role}@127.0.0.1:${this.port}/belvedere`
  }

  async run(database: string, ...statements: string[]): Promise<void> {
    const client = new Client({ host: '127.0.0.1', port: this.port, user: 'root_of_all', database })
    await client.connect()
    for (const statement of statements) await client.query(statement)
    await client.end()
  }
}

test.group('With a PostgreSQL of its own', (group) => {
  const server = new Server()

  group.setup(async () => {
    if (!BIN || !existsSync(BIN)) return () => undefined
    await server.start()
    await server.run(
      'postgres',
      'create role keeper login',
      'create role app login',
      'create role passer login bypassrls',
      'create database belvedere owner keeper'
    )
    await server.run(
      'belvedere',
      'alter schema public owner to keeper',
      'alter role keeper createrole'
    )
    return async () => {
      await server.pause()
      rmSync(server.folder, { recursive: true, force: true })
    }
  })

  for (const [role, reason] of [
    ['root_of_all', 'is a superuser'],
    ['passer', 'has BYPASSRLS'],
    ['keeper', 'owns tables'],
  ] as const) {
    test(`a role that ${reason} is refused by name`, async ({ assert }) => {
      const { status, output } = await Appliance.refused({
        environment: { DATABASE_URL: server.url(role), DATABASE_OWNER_URL: server.url('keeper') },
      })
      assert.equal(status, 1)
      assert.include(output, `DATABASE_URL: the role "${role}" ${reason}`)
    }).skip(!BIN, 'needs a PostgreSQL server')
  }

  test('a database without tables is refused when nobody may migrate it', async ({ assert }) => {
    await server.run('postgres', 'create database bare')
    const { status, output } = await Appliance.refused({
      environment: { DATABASE_URL: server.url('app').replace(/belvedere$/, 'bare') },
    })
    assert.equal(status, 1)
    assert.include(output, 'DATABASE_OWNER_URL')
  }).skip(!BIN, 'needs a PostgreSQL server')

  test('it serves; while the database is away it says so, and goes on when it is back', async ({
    assert,
    cleanup,
  }) => {
    const appliance = await Appliance.start({
      environment: { DATABASE_URL: server.url('app'), DATABASE_OWNER_URL: server.url('keeper') },
    })
    cleanup(() => appliance.dispose())
    const { email, password } = demoPerson(appliance.home, 'owner')
    const signIn = () =>
      fetch(`${appliance.url}/api/v1/sessions/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password }),
      })
    assert.equal((await signIn()).status, 200)

    await server.pause()
    const away = await signIn()
    assert.equal(away.status, 503)
    const { errors } = JSON.parse(await away.text())
    assert.equal(errors[0].code, 'core.unavailable')
    const ready = await fetch(`${appliance.url}/health/ready`)
    assert.equal(ready.status, 503)
    assert.include(await ready.text(), 'database')

    await server.resume()
    assert.equal((await signIn()).status, 200)
    assert.equal((await fetch(`${appliance.url}/health/ready`)).status, 200)
  }).skip(!BIN, 'needs a PostgreSQL server')
})
