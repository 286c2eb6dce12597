import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { test } from '@japa/runner'
import { EmbeddedDatabase } from '#database/embedded/embedded_database'
import { Appliance } from '#tests/support/appliance'
import { freePort } from '#tests/support/free_port'

test.group('A start is refused, with the reason', () => {
  test('when a setting cannot be used: it is named, and its value is not repeated', async ({
    assert,
  }) => {
    const { status, output } = await Appliance.refused({
      environment: { PORT: 'eighty', DATABASE_URL: 'mysql://somebody:hidden@localhost/x' },
    })
    assert.equal(status, 1)
    assert.include(output, 'PORT must be a port number')
    assert.include(output, 'DATABASE_URL must be an address')
    assert.notInclude(output, 'hidden')
  })

  test('when the port is in use, before anything was started or written', async ({
    assert,
    cleanup,
  }) => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    cleanup(() => void other.close())
    const address = other.address()
    const port = typeof address === 'object' ? String(address?.port) : ''
    const { status, output } = await Appliance.refused({ environment: { PORT: port } })
    assert.equal(status, 1)
    assert.include(output, `PORT ${port}`)
    assert.include(output, 'in use')
  })

  test('when BELVEDERE_HOME cannot be made', async ({ assert, cleanup }) => {
    const folder = mkdtempSync(join(tmpdir(), 'belvedere-'))
    cleanup(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, 'file'), '')
    const { status, output } = await Appliance.refused({ home: join(folder, 'file', 'home') })
    assert.equal(status, 1)
    assert.include(output, 'BELVEDERE_HOME')
    assert.include(output, 'cannot be written')
  })

  test('when the disk of BELVEDERE_HOME is full', async ({ assert, cleanup }) => {
    const disk = mkdtempSync(join(tmpdir(), 'belvedere-disk-'))
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk])
    cleanup(() => {
      spawnSync('umount', [disk])
      rmSync(disk, { recursive: true })
    })
    const { status, output } = await Appliance.refused({ home: join(disk, 'home') })
    assert.equal(status, 1)
    assert.include(output, 'BELVEDERE_HOME')
    assert.match(output, /full|space/i)
  }).skip(
    spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status !== 0,
    'needs the right to mount a small disk'
  )

  test('when NATS is set and does not answer: there is no silent way without it', async ({
    assert,
  }) => {
    const { status, output } = await Appliance.refused({
      environment: { NATS_URL: `nats://somebody:hidden@127.0.0.1:${await freePort()}` },
    })
    assert.equal(status, 1)
    assert.include(output, 'NATS_URL: no NATS server answers')
    assert.notInclude(output, 'hidden')
  })

  test('when another appliance runs on the same BELVEDERE_HOME', async ({ assert, cleanup }) => {
    const running = await Appliance.start()
    cleanup(() => running.dispose())
    const { status, output } = await Appliance.refused({ home: running.home })
    assert.equal(status, 1)
    assert.include(output, 'Another Belvedere')
    assert.include(output, String(running.process.pid))
  })
})

test.group('A start is refused without the store of files that is configured', () => {
  const store = {
    S3_URL: 'http://127.0.0.1:1',
    S3_BUCKET: 'files',
    S3_ACCESS_KEY: 'access',
    S3_SECRET_KEY: 'hidden-secret',
  }

  test('when half of its settings are missing', async ({ assert }) => {
    const { S3_URL } = store
    const { status, output } = await Appliance.refused({ environment: { S3_URL } })
    assert.equal(status, 1)
    for (const name of ['S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY']) assert.include(output, name)
  })

  test('when it cannot be reached: the setting is named, and no secret', async ({ assert }) => {
    const { status, output } = await Appliance.refused({ environment: store })
    assert.equal(status, 1)
    assert.include(output, 'S3_URL: the S3 server cannot be reached')
    assert.notInclude(output, 'hidden-secret')
  })

  test('when the file of certificates holds none', async ({ assert }) => {
    const environment = { ...store, S3_CA_FILE: '/dev/null' }
    const { status, output } = await Appliance.refused({ environment })
    assert.equal(status, 1)
    assert.include(output, 'S3_CA_FILE must be a file of certificates')
  })

  test('when its scanner does not answer', async ({ assert }) => {
    const environment = { CLAMAV_URL: 'tcp://127.0.0.1:1' }
    const { status, output } = await Appliance.refused({ environment })
    assert.equal(status, 1)
    assert.include(output, 'CLAMAV_URL: no ClamAV daemon answers there')
  })
})

test.group('A database role that row-level security does not bind is refused', (group) => {
  let home: string
  let database: EmbeddedDatabase

  group.setup(async () => {
    home = mkdtempSync(join(tmpdir(), 'belvedere-role-'))
    database = await EmbeddedDatabase.start(join(home, 'database'))
    return async () => {
      await database.stop()
      rmSync(home, { recursive: true })
    }
  })

  test('a superuser', async ({ assert }) => {
    const { status, output } = await Appliance.refused({
      environment: { DATABASE_URL: database.url },
    })
    assert.equal(status, 1)
    assert.include(output, 'DATABASE_URL')
    assert.include(output, 'is a superuser')
  })
})
