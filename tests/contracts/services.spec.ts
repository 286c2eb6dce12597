import { connect } from 'node:net'
import { once } from 'node:events'
import { test } from '@japa/runner'
import { Client } from 'pg'
import { needs, service } from '#tests/services/running'
import type { Service } from '#tests/services/service'
import type { ServiceName } from '#tests/services/services'

/** Rejects unless somebody listens on a service's port. */
async function reach({ host, port }: Service): Promise<void> {
  const socket = connect(port, host)
  await once(socket, 'connect')
  socket.destroy()
}

test.group('A real service', () => {
  for (const name of ['postgres', 'valkey', 'nats', 's3'] satisfies ServiceName[]) {
    test(`${name} is gone when killed, and comes back on the same port`, async ({ assert }) => {
      const started = service(name)
      assert.exists(started)
      if (!started) return
      await started.kill()
      await assert.rejects(() => reach(started))
      await started.restart()
      await reach(started)
    }).skip(!service(name), needs(name))
  }

  test('postgres has kept what was committed before it was killed', async ({ assert }) => {
    const postgres = service('postgres')
    assert.exists(postgres)
    if (!postgres) return
    const ask = async (sql: string) => {
      const client = new Client(postgres.superuserUrl)
      await client.connect()
      const { rows } = await client.query(sql)
      await client.end()
      return rows
    }
    await ask(`create table kept as select '[1,2,3]'::vector as vector`)
    await postgres.kill()
    await postgres.restart()
    assert.deepEqual(await ask('select vector from kept'), [{ vector: '[1,2,3]' }])
    await ask('drop table kept')
  }).skip(!service('postgres'), needs('postgres'))
})
