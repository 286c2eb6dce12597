import { test } from '@japa/runner'
import { Client } from 'pg'
import { placeCard } from '#canvas/document'
import { Api } from '#tests/support/api'
import {
  askForPassword,
  mailsTo,
  names,
  noting,
  recovered,
  until,
  without,
} from '#tests/support/away'
import { CanvasClient } from '#tests/support/canvas_client'
import { demoPerson } from '#tests/support/demo'
import { SessionUnderWay } from '#tests/support/session_under_way'
import type { ServerProcess } from '#tests/services/server_process'

const mortal = (process: ServerProcess) => ({
  kill: () => process.end('SIGKILL'),
  restart: () => process.start(),
})

/** Lines of “What people see while a part is away” in docs/operator/services.md. */
test.group('While what everything rests on is away in the middle of a session', (group) => {
  const underWay = SessionUnderWay.for(group)

  test('one worker: people notice nothing, and another takes over what it was doing', async ({
    assert,
    cleanup,
  }) => {
    const { browser, cluster, journey } = underWay
    const { email } = demoPerson(cluster.home, 'facilitator')
    const [worker, other] = cluster.workers
    const locking = new Client(cluster.services.postgres.superuserUrl)
    await locking.connect()
    cleanup(() => locking.end())
    // Whoever sends the mail stands still in the middle of it: that is the only worker.
    await other.end('SIGTERM')
    await locking.query('begin')
    await locking.query('lock table mailbox_messages in access exclusive mode')
    await askForPassword(browser, cluster, email)
    await until(async () => {
      const waiting = await cluster.ask(
        `select from pg_stat_activity
         where wait_event_type = 'Lock' and query like '%mailbox_messages%'`
      )
      return waiting.length > 0
    })
    await other.start()
    await without(mortal(worker), async () => {
      await journey.draw(journey.guest)
      await locking.query('commit')
      await until(async () => (await mailsTo(cluster, email)) > 0)
      await recovered(cluster)
    })
    assert.equal(await mailsTo(cluster, email), 1)
  })

  test('one web process: its people are told for a moment, and go on with the other', async () => {
    const { cluster, journey } = underWay
    const [first, second] = cluster.webs
    await without(mortal(first.process), async () => {
      await journey.draw(journey.writer)
      for (const actor of journey.all) {
        const told = actor.page.getByText(actor.words('live.connection.away'))
        await told.waitFor({ state: 'hidden' })
      }
    })
    await recovered(cluster)
    // Everybody has come to the second, and nobody left it when the first was back.
    const told = await Promise.all(
      journey.all.map((actor) => noting(actor, 'live.connection.away'))
    )
    await without(mortal(second.process), async () => {
      await Promise.all(told.map((isTold) => isTold()))
      await journey.draw(journey.writer)
      await journey.draw(journey.guest)
      await journey.lead.page.reload()
      await journey.seesAll(journey.lead)
    })
    await recovered(cluster)
  })

  test('PostgreSQL: pages say so, people draw on and see each other, and nothing is confirmed until it is kept', async ({
    assert,
    cleanup,
  }) => {
    const { cluster, journey } = underWay
    const { writer, guest } = journey
    const api = await Api.signIn(cluster.url, demoPerson(cluster.home, 'facilitator'))
    const { id: me } = (await api.get<{ person: { id: string } }>('/me')).person
    const open = () => {
      const token = api.token ?? ''
      const client = new CanvasClient(
        { token },
        journey.session,
        journey.session,
        () => cluster.url
      )
      cleanup(() => client.close())
      return client
    }
    const client = open()
    await client.synced()
    await client.confirmed()
    // The canvas may just have gone to the node that is back; nobody who is on the way gets in later.
    await journey.draw(writer)
    await without(cluster.services.postgres, async () => {
      placeCard(client.doc, { card: 'kept', at: [0, 0, 0, 1], author: me })
      journey.expectOneMore()
      await journey.draw(guest)
      // A page with the canvas opens from the device, and no other does.
      await writer.page.reload()
      await journey.seesAll(writer)
      const window = await writer.context.newPage()
      await window.goto(`${cluster.url}/home`)
      await window.getByText(writer.words('core.errors.unavailable')).waitFor()
      await window.close()
      assert.isFalse(client.isConfirmed)
      await names(cluster, { name: 'database', reason: 'unreachable' }, 503)
      assert.isFalse(client.isConfirmed)
    })
    await recovered(cluster)
    await client.confirmed()
    for (const actor of journey.all) {
      await actor.page.reload()
      await journey.seesAll(actor)
    }
    await journey.reach(2)
    // It is in the database, and not in the memory of some process alone.
    client.close()
    for (const { process } of cluster.webs) await process.end('SIGKILL')
    for (const { process } of cluster.webs) await process.start()
    await recovered(cluster)
    for (const actor of journey.all) {
      await actor.page.reload()
      await journey.seesAll(actor)
    }
  })

  test('the gateway: pages say so, keep what is drawn, and send it when it is back', async () => {
    const { cluster, journey } = underWay
    const { guest } = journey
    await without(mortal(cluster.gateway), async () => {
      for (const actor of journey.all) await actor.sees('live.connection.away')
      await journey.layDown(guest)
      await guest.sees('canvas.connection.unsynced')
    })
    for (const actor of journey.all) await journey.seesAll(actor)
  })

  test('and afterwards the session is led to its end', ({ assert }) => underWay.finish(assert))
})
