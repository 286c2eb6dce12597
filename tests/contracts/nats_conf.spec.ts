import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { deliver } from '#core/events/deliver'
import { JetStreamTransport } from '#core/events/jetstream/jetstream_transport'
import { relayOnce } from '#core/events/relay'
import { packagedProgram } from '#tests/services/packages'
import { root } from '#tests/services/place'
import { needs, service } from '#tests/services/running'
import { HOST, ServerProcess } from '#tests/services/server_process'
import { serviceOf, type Service } from '#tests/services/service'
import { asOwner } from '#tests/support/database'
import { freePort } from '#tests/support/free_port'
import { makeOrganisation } from '#tests/support/people'
import { certificates } from './support/certificates.js'
import { effects, forgetEvents, makeEffects, takeNext, tell } from './support/effects.js'

/** NATS with the reference configuration, its places replaced by ones of this test. */
async function startReference(pair: ReturnType<typeof certificates>): Promise<Service> {
  const folder = mkdtempSync(join(tmpdir(), 'belvedere-reference-'))
  const [port, figures] = [await freePort(), await freePort()]
  const replaced = readFileSync(join(root, 'appliance/nats/nats.conf'), 'utf8')
    .replace('0.0.0.0:4222', `${HOST}:${port}`)
    .replace('127.0.0.1:8222', `${HOST}:${figures}`)
    .replaceAll('/etc/belvedere/nats', pair.folder)
    .replace('/var/lib/nats', join(folder, 'jetstream'))
  const file = join(folder, 'nats.conf')
  writeFileSync(file, replaced)
  const server = new ServerProcess(
    [...packagedProgram('usr/sbin/nats-server'), '--config', file],
    port,
    /Server is ready/,
    { NATS_PASSWORD: 'a-password' }
  )
  return serviceOf(server, folder, { NATS_URL: `tls://belvedere:a-password@${HOST}:${port}` })
}

test.group('The reference configuration of NATS', (group) => {
  group.setup(async () => {
    await makeEffects()
    return async () => {
      await asOwner('drop table contract_effects')
    }
  })

  test('lets the appliance do all that it needs, over TLS', async ({ assert, cleanup }) => {
    const pair = certificates(-1, 30)
    const nats = await startReference(pair)
    cleanup(async () => {
      await nats.remove()
      rmSync(pair.folder, { recursive: true })
    })
    const url = nats.settings.NATS_URL ?? ''
    const transport = await JetStreamTransport.open({ url, ...pair }, 1)
    cleanup(() => transport.close())
    await forgetEvents()
    await transport.tend()
    const organisation = await makeOrganisation()
    await tell(organisation)
    await relayOnce(transport, new Date(Date.now() + 10))
    for (const delivery of await takeNext(transport, 2)) {
      await deliver(transport, delivery, new Date())
    }
    assert.lengthOf(Object.keys(await effects(organisation)), 2)
    await transport.discard()
    await transport.tend()
    assert.isNull(transport.problem())
  }).skip(!service('nats'), needs('nats'))
})
