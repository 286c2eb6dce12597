import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { TLSSocket } from 'node:tls'
import { test } from '@japa/runner'
import { Client } from 'pg'
import { root } from '#tests/services/place'
import { needs, service } from '#tests/services/running'
import { startPostgres, type Postgres } from '#tests/services/postgres'
import { Appliance, newHome } from '#tests/support/appliance'
import { freePort } from '#tests/support/free_port'
import { certificates } from './support/certificates.js'

const isMissing = !service('postgres')
const reason = needs('postgres')

/** Does something beyond all policies. */
async function asSuperuser({ superuserUrl }: Postgres, ...statements: string[]): Promise<void> {
  const client = new Client(superuserUrl)
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

test.group('PostgreSQL at the start', () => {
  const refused = async (url: string) => {
    const { status, output } = await Appliance.refused({ environment: { DATABASE_URL: url } })
    return { status, output }
  }

  test('that cannot be reached is named', async ({ assert }) => {
    const url = `postgresql://belvedere:hidden@127.0.0.1:${await freePort()}/belvedere`
    const { status, output } = await refused(url)
    assert.equal(status, 1)
    assert.include(output, 'DATABASE_URL: no PostgreSQL answers there.')
    assert.notInclude(output, 'hidden')
  })

  for (const [what, change, says] of [
    [
      'that refuses the password',
      (url: string) => url.replace(/:[^:@]+@/, ':hidden@'),
      'DATABASE_URL: the server refuses this role or its password.',
    ],
    [
      'to which no password is given',
      (url: string) => url.replace(/:[^:@]+@/, '@'),
      'DATABASE_URL: the server refuses this role or its password.',
    ],
    [
      'without the database',
      (url: string) => url.replace(/belvedere$/, 'elsewhere'),
      'DATABASE_URL: the server has no database of this name.',
    ],
    [
      'that speaks no TLS when it has to',
      (url: string) => `${url}?sslmode=verify-full`,
      'DATABASE_URL: the server does not speak TLS',
    ],
  ] as const) {
    test(`${what} is named`, async ({ assert }) => {
      const { status, output } = await refused(
        change(service('postgres')?.settings.DATABASE_URL ?? '')
      )
      assert.equal(status, 1)
      assert.include(output, says)
      assert.notInclude(output, 'hidden')
    }).skip(isMissing, reason)
  }

  test('that refuses the owner of the tables is named by that setting', async ({ assert }) => {
    const { DATABASE_URL = '', DATABASE_OWNER_URL = '' } = service('postgres')?.settings ?? {}
    const { status, output } = await Appliance.refused({
      environment: {
        DATABASE_URL,
        DATABASE_OWNER_URL: DATABASE_OWNER_URL.replace(/:[^:@]+@/, ':hidden@'),
      },
    })
    assert.equal(status, 1)
    assert.include(output, 'DATABASE_OWNER_URL: the server refuses this role or its password.')
    assert.notInclude(output, 'hidden')
  }).skip(isMissing, reason)

  for (const [what, from, to, isTrusted, says] of [
    ['has expired', -3, -1, true, 'has expired'],
    ['is not trusted', -1, 30, false, 'is not trusted. Name its authority by sslrootcert'],
  ] as const) {
    test(`whose certificate ${what} is named`, async ({ assert, cleanup }) => {
      const pair = certificates(from, to)
      const server = createServer((socket) => {
        socket.on('error', () => undefined)
        // It is asked for TLS, says yes, and shows its certificate.
        socket.once('data', () => {
          socket.write('S')
          new TLSSocket(socket, {
            isServer: true,
            key: readFileSync(pair.key),
            cert: readFileSync(pair.certificate),
          }).on('error', () => undefined)
        })
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      cleanup(() => {
        server.close()
        rmSync(pair.folder, { recursive: true })
      })
      const address = server.address()
      const port = typeof address === 'object' ? address?.port : 0
      const root = isTrusted ? `&sslrootcert=${pair.ca}` : ''
      const { status, output } = await refused(
        `postgresql://belvedere:hidden@127.0.0.1:${port}/belvedere?sslmode=verify-full${root}`
      )
      assert.equal(status, 1)
      assert.include(output, `DATABASE_URL: the server's certificate ${says}`)
      assert.notInclude(output, 'hidden')
    })
  }
})

test.group('PostgreSQL while the appliance runs', (group) => {
  let postgres: Postgres
  let appliance: Appliance

  group.tap((each) => each.skip(isMissing, reason))
  group.setup(async () => {
    if (isMissing) return () => undefined
    postgres = await startPostgres()
    appliance = await Appliance.start({ environment: postgres.settings })
    return async () => {
      await appliance.dispose()
      await postgres.remove()
    }
  })

  test('ends a worker that cannot start: by its role, its keys, or another service', async ({
    assert,
  }) => {
    const work = (environment: NodeJS.ProcessEnv) => {
      const program = join(root, 'build', 'bin', 'console.js')
      const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'worker'], {
        env: { ...process.env, NODE_ENV: 'production', ...postgres.settings, ...environment },
        encoding: 'utf8',
        timeout: 60_000,
      })
      return { status, said: stdout + stderr }
    }
    const bound = work({ BELVEDERE_HOME: appliance.home, DATABASE_URL: postgres.superuserUrl })
    assert.equal(bound.status, 1)
    assert.include(bound.said, 'DATABASE_URL: the role "superuser" is a superuser')
    const lost = work({ BELVEDERE_HOME: appliance.home, NATS_URL: 'nats://127.0.0.1:9' })
    assert.equal(lost.status, 1)
    assert.include(lost.said, 'NATS_URL: no NATS server answers there')
    const wrapped = "insert into key_ring (wrapped_by) values ('0123456789abcdef')"
    await asSuperuser(postgres, `${wrapped} on conflict do nothing`)
    const other = work({ BELVEDERE_HOME: newHome() })
    await asSuperuser(postgres, "delete from key_ring where wrapped_by = '0123456789abcdef'")
    assert.equal(other.status, 1)
    assert.match(other.said, /does not hold the appliance key [0-9a-f]{16}/)
  })

  /** Breaks off all connections of the appliance: what has changed shows in new ones. */
  const breakOff = `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'belvedere'`

  /** Waits until readiness is this. */
  async function says(status: number, part: string): Promise<void> {
    for (;;) {
      const answer = await fetch(`${appliance.url}/health/ready`)
      if (answer.status === status && (await answer.text()).includes(part)) return
      await wait(50)
    }
  }

  test('is named when it takes no password any more, and used again when it does', async () => {
    const password = new URL(postgres.settings.DATABASE_URL ?? '').password
    await asSuperuser(postgres, `alter role belvedere password 'another'`, breakOff)
    await says(503, '{"name":"database","reason":"wrongCredentials"}')
    await asSuperuser(postgres, `alter role belvedere password '${password}'`)
    await says(200, '{"status":"ready"}')
  })

  test('is named when it may only be read, and pages are shown on', async ({ assert }) => {
    await asSuperuser(
      postgres,
      'alter database belvedere set default_transaction_read_only = on',
      breakOff
    )
    await says(200, '{"name":"writing","reason":"readOnly"}')
    const refused = await fetch(`${appliance.url}/api/v1/sessions/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'nobody@example.org', password: 'x' }),
    })
    assert.equal(refused.status, 503)
    assert.equal((await fetch(`${appliance.url}/sign-in`)).status, 200)
    await asSuperuser(
      postgres,
      'set default_transaction_read_only = off',
      'alter database belvedere reset default_transaction_read_only',
      breakOff
    )
    await says(200, '{"status":"ready"}')
  })
})
