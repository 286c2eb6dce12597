import { test } from '@japa/runner'
import { tenancy } from '#core/tenancy/tenancy'
import { noteMailServer, readMailServerProblem } from '#messaging/mail_server_health'
import { asOwner } from '#tests/support/database'
import { freePort } from '#tests/support/free_port'
import { MailServer } from '#tests/support/mail_server'
import { makeOrganisation } from '#tests/support/people'

const wayTo = (port: number) => ({
  ...{ host: '127.0.0.1', port, encryption: 'none' as const },
  sender: 'belvedere@view.example.org',
})

test.group('What is known of the mail server', (group) => {
  group.each.teardown(async () => {
    await asOwner('truncate mail_server')
  })

  test('is no problem before it was looked at', async ({ assert }) => {
    assert.isNull(await readMailServerProblem())
  })

  test('is how it was the last time', async ({ assert, cleanup }) => {
    const server = await MailServer.start()
    cleanup(() => server.stop())
    await noteMailServer(wayTo(await freePort()))
    assert.equal(await readMailServerProblem(), 'unreachable')
    await noteMailServer(wayTo(server.port))
    assert.isNull(await readMailServerProblem())
    await noteMailServer({ ...wayTo(server.port), encryption: 'startTls' })
    assert.equal(await readMailServerProblem(), 'withoutTls')
    assert.deepEqual(server.received, [])
  })

  test('is not for organisations to read or change', async ({ assert }) => {
    await noteMailServer(wayTo(await freePort()))
    const organisation = await makeOrganisation()
    const table = () => tenancy.client().from('mail_server')
    assert.lengthOf(await tenancy.run({ organisation }, () => table()), 0)
    const changed = await tenancy.run({ organisation }, () => table().update({ problem: null }))
    assert.deepEqual([changed].flat(), [0])
  })
})
