import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { freePort } from '#tests/support/free_port'
import { packagedProgram } from './packages.js'
import { HOST, ServerProcess } from './server_process.js'
import { newFolder, serviceOf, type Service } from './service.js'

/** PostgreSQL, and an address that may do everything in it, for what a test must see or break. */
export interface Postgres extends Service {
  superuserUrl: string
}

const PROGRAMS = 'usr/lib/postgresql/17/bin'

/**
 * PostgreSQL refuses to run as root. A namespace in which we are somebody else needs no other
 * owner of any file; where there can be none, a user without any rights does.
 */
function asOrdinaryUser(folder: string): string[] {
  if (userInfo().uid !== 0) return []
  const namespace = ['unshare', '--user', '--map-user=1000', '--map-group=1000']
  if (spawnSync('unshare', [...namespace.slice(1), 'true']).status === 0) return namespace
  spawnSync('chown', ['-R', '65534:65534', folder])
  return ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
}

/** Starts PostgreSQL 17 with pgvector, with an empty database and the two roles of the appliance. */
export async function startPostgres(): Promise<Postgres> {
  const folder = newFolder('postgres')
  const port = await freePort()
  const password = randomBytes(16).toString('hex')
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  chmodSync(folder, 0o700)
  const user = asOrdinaryUser(folder)
  const data = join(folder, 'data')
  const [command = '', ...words] = [
    ...user,
    ...packagedProgram(`${PROGRAMS}/initdb`),
    ...['-D', data, '-U', 'superuser', '-A', 'scram-sha-256', '--pwfile', passwordFile],
    ...['-E', 'UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--no-sync'],
  ]
  const made = spawnSync(command, words, { encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`PostgreSQL could not be made: ${made.stderr}`)
  const server = new ServerProcess(
    [
      // The signal at the parent's death is lost when a process becomes somebody else.
      ...(user.length > 0 ? [...user, 'setpriv', '--pdeathsig', 'KILL'] : []),
      ...packagedProgram(`${PROGRAMS}/postgres`),
      ...['-D', data, '-p', String(port), '-h', HOST, '-k', folder],
      ...['-c', 'max_connections=200'],
    ],
    port,
    /ready to accept connections/
  )
  const addressOf = (role: string, database = 'belvedere') =>
    `postgresql://${role}:${password}@${HOST}:${port}/${database}`
  const service = await serviceOf(
    server,
    folder,
    { DATABASE_URL: addressOf('belvedere'), DATABASE_OWNER_URL: addressOf('belvedere_owner') },
    'SIGINT'
  )
  await run(
    addressOf('superuser', 'postgres'),
    `create role belvedere_owner login createrole password '${password}'`,
    `create role belvedere login password '${password}'`,
    'create database belvedere owner belvedere_owner'
  )
  // Only a superuser may bring this extension into a database.
  await run(addressOf('superuser'), 'create extension vector')
  return Object.assign(service, {
    superuserUrl: addressOf('superuser'),
    restart: () => startAgain(server),
  })
}

async function run(address: string, ...statements: string[]): Promise<void> {
  const client = new Client(address)
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

/** The processes of a killed server take a moment to notice, and until then another is refused. */
async function startAgain(server: ServerProcess): Promise<void> {
  for (let left = 100; ; left--) {
    try {
      return await server.start()
    } catch (error) {
      if (left === 0) throw error
    }
  }
}
