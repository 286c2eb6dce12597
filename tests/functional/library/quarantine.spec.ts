import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { mock } from 'node:test'
import limiter from '@adonisjs/limiter/services/main'
import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import { settings } from '#config/settings'
import { BlobError } from '#core/blobs/blob_error'
import { receiveUpload, sweepQuarantine } from '#core/blobs/quarantine'
import { scanner } from '#core/blobs/scanner'
import { store } from '#core/blobs/store'
import { coreErrors } from '#core/errors/core_errors'
import { asOwner } from '#tests/support/database'
import { deckZip } from '#tests/support/deck_zip'
import { makePerson, type TestPerson } from '#tests/support/people'
import { sendDeck } from '#tests/support/send_deck'

async function send(client: ApiClient, person: TestPerson) {
  const zip = await deckZip('own')
  return { response: await sendDeck(client, person, zip), zip }
}

/** Whatever an upload could leave behind: in the store, on this machine, in the database. */
async function leftovers({ organisation }: TestPerson) {
  const stored = await Array.fromAsync(store.list('quarantine/'))
  const kept = await Array.fromAsync(store.list(`${organisation}/`))
  const copies = await readdir(join(settings.home, 'uploads')).catch(() => [])
  const decks = await asOwner('select from decks where organisation_id = ?', [organisation])
  return [stored, kept, copies, decks].map((each) => each.length)
}

const NOTHING = [0, 0, 0, 0]

test.group('A deck that somebody brings', (group) => {
  group.each.setup(() => limiter.clear())
  group.each.teardown(() => mock.restoreAll())

  const refusals = [
    ['is harmful', coreErrors.fileInfected(), 422],
    ['is too large for the scanner', coreErrors.fileNotScannable(), 413],
    ['cannot be scanned now', coreErrors.scannerAway({ retryAfter: 60 }), 503],
  ] as const
  for (const [name, refusal, status] of refusals) {
    test(`and that ${name} is refused, and nothing of it stays`, async ({ client, assert }) => {
      const owner = await makePerson('owner')
      mock.method(scanner, 'scan', async () => {
        throw refusal
      })
      const { response } = await send(client, owner)
      response.assertStatus(status)
      assert.equal(response.body().errors[0].code, refusal.code)
      assert.deepEqual(await leftovers(owner), NOTHING)
    })
  }

  test('is scanned as a whole before any of it is read', async ({ client, assert }) => {
    const owner = await makePerson('owner')
    let scanned = Buffer.alloc(0)
    mock.method(scanner, 'scan', async (content: AsyncIterable<unknown>) => {
      scanned = await buffer(Readable.from(content))
      throw coreErrors.fileInfected()
    })
    const { zip } = await send(client, owner)
    assert.isTrue(scanned.equals(zip))
    mock.restoreAll()
    const { response } = await send(client, owner)
    response.assertStatus(201)
    const [stored, kept, copies, decks] = await leftovers(owner)
    assert.deepEqual([stored, kept, copies, decks], [0, 3, 0, 1])
  })

  const faults = [
    ['cannot be reached', 'unreachable', 503, 'core.filesAway'],
    ['has no room', 'full', 507, 'core.filesFull'],
  ] as const
  for (const [name, fault, status, code] of faults) {
    test(`is refused while the store ${name}`, async ({ client, assert }) => {
      const owner = await makePerson('owner')
      mock.method(store, 'putStream', async () => {
        throw new BlobError(fault, null)
      })
      const { response } = await send(client, owner)
      response.assertStatus(status)
      assert.equal(response.body().errors[0].code, code)
      assert.deepEqual(await leftovers(owner), NOTHING)
    })
  }

  test('is refused when the store goes while its pictures are kept, and can come again', async ({
    client,
    assert,
  }) => {
    const owner = await makePerson('owner')
    const put = store.put.bind(store)
    let kept = 0
    mock.method(store, 'put', async (key: string, content: Uint8Array) => {
      kept += 1
      if (kept === 2) throw new BlobError('unreachable', key)
      await put(key, content)
    })
    const { response } = await send(client, owner)
    response.assertStatus(503)
    assert.equal((await leftovers(owner))[3], 0)
    mock.restoreAll()
    const again = await send(client, owner)
    again.response.assertStatus(201)
    assert.deepEqual(await leftovers(owner), [0, 3, 0, 1])
  })

  test('and is forgotten in the quarantine stays there for a day', async ({ assert }) => {
    const key = await receiveUpload(Readable.from([Buffer.from('forgotten')]))
    const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000)
    await sweepQuarantine(inHours(23))
    assert.isTrue(await store.exists(key))
    await sweepQuarantine(inHours(25))
    assert.isFalse(await store.exists(key))
  })
})
