import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from '@japa/runner'
import { Api } from '#tests/support/api'
import { Appliance, newHome } from '#tests/support/appliance'
import { demoPeople, demoPerson } from '#tests/support/demo'

const databasePid = (home: string) =>
  Number(readFileSync(join(home, 'database.pid'), 'utf8').split(' ')[0])

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test.group('After', () => {
  test('SIGTERM nothing that was started is left', async ({ assert, cleanup }) => {
    const appliance = await Appliance.start()
    cleanup(() => appliance.dispose())
    const database = databasePid(appliance.home)
    assert.isTrue(isRunning(database))
    assert.equal(await appliance.end('SIGTERM'), 0)
    assert.isFalse(isRunning(database))
    assert.isFalse(existsSync(join(appliance.home, 'appliance.pid')))
  })

  test('kill -9 the next start has everything, whatever the killed one left', async ({
    assert,
    cleanup,
  }) => {
    const killed = await Appliance.start()
    const people = demoPeople(killed.home)
    await killed.end('SIGKILL')
    const next = await Appliance.start({ home: killed.home })
    cleanup(() => next.dispose())
    assert.deepEqual(demoPeople(next.home), people)
    const api = await Api.signIn(next.url, demoPerson(next.home, 'owner'))
    assert.containSubset(await api.get('/me'), { role: 'owner' })
  })

  test('kill -9 of the database process the same appliance goes on', async ({
    assert,
    cleanup,
  }) => {
    const appliance = await Appliance.start()
    cleanup(() => appliance.dispose())
    const before = databasePid(appliance.home)
    const restarted = new Promise<void>((resolve) => {
      appliance.process.stderr?.on('data', () => {
        if (appliance.output().includes('is started again')) resolve()
      })
    })
    process.kill(before, 'SIGKILL')
    await restarted
    let status = 0
    const deadline = Date.now() + 30_000
    while (status !== 200 && Date.now() < deadline) {
      status = (await fetch(`${appliance.url}/health/ready`)).status
      assert.include([200, 503], status)
    }
    assert.equal(status, 200)
    assert.notEqual(databasePid(appliance.home), before)
  })

  test('a first start that was broken off, half a database is made anew', async ({
    assert,
    cleanup,
  }) => {
    const home = newHome()
    mkdirSync(join(home, 'database.making', 'base'), { recursive: true })
    writeFileSync(join(home, 'database.making', 'PG_VERSION'), '18\n')
    writeFileSync(join(home, 'appliance.pid'), '999999999 1\n')
    const appliance = await Appliance.start({ home })
    cleanup(() => appliance.dispose())
    assert.isFalse(existsSync(join(home, 'database.making')))
  })
})

test.group('BELVEDERE_HOME', () => {
  test('can be entered by its owner alone, and so can every secret in it', async ({
    assert,
    cleanup,
  }) => {
    const appliance = await Appliance.start()
    cleanup(() => appliance.dispose())
    assert.equal(statSync(appliance.home).mode & 0o777, 0o700)
    assert.equal(statSync(join(appliance.home, 'demo.json')).mode & 0o777, 0o600)
    for (const key of readdirSync(join(appliance.home, 'keys'))) {
      assert.equal(statSync(join(appliance.home, 'keys', key)).mode & 0o777, 0o600)
    }
    assert.isTrue(existsSync(dirname(appliance.home)))
  })
})
