import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { test } from '@japa/runner'
import { settings } from '#config/settings'
import { blobs } from '#core/blobs/blobs'

const keyOf = (name: string) => `${randomUUID()}/pictures/${name}.webp`

/** What every store of blobs must do. */
test.group('Blobs', () => {
  test('that are not there are told apart from those that are', async ({ assert }) => {
    const key = keyOf('none')
    assert.isFalse(await blobs.exists(key))
    await assert.rejects(async () => buffer(await blobs.stream(key)))
    await blobs.delete(key)
  })

  test('never lie outside their folder', async ({ assert }) => {
    for (const key of ['../escaped.webp', '/etc/escaped.webp', 'a/../../escaped.webp']) {
      await blobs.put(key, Buffer.from('x')).catch(() => undefined)
      for (const path of [join(settings.home, 'escaped.webp'), '/etc/escaped.webp']) {
        await assert.rejects(() => stat(path), /ENOENT/)
      }
    }
  })

  test('come back as they were put, are replaced as a whole and go', async ({ assert }) => {
    const key = keyOf('kite')
    await blobs.put(key, Buffer.from('first and longer'))
    await blobs.put(key, Buffer.from('second'))
    assert.equal((await buffer(await blobs.stream(key))).toString(), 'second')
    assert.isTrue(await blobs.exists(key))
    await blobs.delete(key)
    assert.isFalse(await blobs.exists(key))
  })
})
