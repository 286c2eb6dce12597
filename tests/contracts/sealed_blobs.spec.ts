import { randomBytes, randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { test } from '@japa/runner'
import type { BlobDriver } from '#core/blobs/blob_driver'
import { sealedBlobsIn, type BlobKeys } from '#core/blobs/sealed_blobs'
import { adapters, inPieces } from '#tests/support/blob_adapters'
import { faultOf } from '#tests/support/blob_faults'

const KIB = 1024
/** Of the format: what comes before the first segment, and a whole segment sealed. */
const [HEADER, SEALED] = [40, 64 * KIB + 16]

function keysOf(...keys: (Buffer | null)[]): BlobKeys {
  const version = keys.length
  const newest = keys.at(-1)
  return {
    newest: newest ? { version, key: newest } : undefined,
    keyOf: (each) => keys[each - 1],
  }
}

for (const { name, open, skipped } of adapters) {
  test.group(`Sealed files in a store: ${name}`, (group) => {
    const key = randomBytes(32)
    const organisation = randomUUID()
    const folder = `${organisation}/voices`
    let driver: BlobDriver

    group.tap((each) => each.skip(skipped !== undefined, skipped))
    group.setup(() => {
      if (skipped !== undefined) return
      const opened = open()
      driver = opened.driver
      return opened.remove
    })

    const sealed = (keys = keysOf(key), owner = organisation) => sealedBlobsIn(driver, owner, keys)
    const keep = (content: Buffer) => sealed().keep(folder, inPieces(content, { size: 10_000 }))
    const readStored = async (name: string) => buffer(await driver.getStream(name))

    test('come back as they were, whatever their size, and show nothing', async ({ assert }) => {
      for (const size of [0, 1, 64 * KIB - 1, 64 * KIB, 64 * KIB + 1, 9000 * KIB]) {
        const content = Buffer.alloc(size, 'the same words again and again ')
        const kept = await keep(content)
        assert.equal(kept.size, size)
        assert.isTrue((await sealed().read(kept.key)).equals(content), `${size}`)
        assert.isFalse((await readStored(kept.key)).includes('words again'))
      }
    })

    test('of the same content look different each time', async ({ assert }) => {
      const content = Buffer.alloc(100, 'x')
      const [one, other] = [await keep(content), await keep(content)]
      assert.isFalse((await readStored(one.key)).equals(await readStored(other.key)))
    })

    test('are read in part', async ({ assert }) => {
      const content = randomBytes(300 * KIB)
      const kept = await keep(content)
      for (const [start, length] of [
        [0, 1],
        [64 * KIB - 1, 2],
        [64 * KIB, 64 * KIB],
        [100_000, 150_000],
        [300 * KIB - 1, 10],
        [300 * KIB, 10],
        [900 * KIB, 10],
      ] as const) {
        const part = await buffer(await sealed().stream(kept.key, { start, length }))
        assert.isTrue(part.equals(content.subarray(start, start + length)), `${start} + ${length}`)
      }
    })

    test('are refused when a bit of them is another, wherever it is', async ({ assert }) => {
      const { key: at } = await keep(randomBytes(130 * KIB))
      const good = await readStored(at)
      for (const place of [
        0,
        5,
        7,
        8,
        39,
        HEADER,
        HEADER + SEALED - 1,
        HEADER + SEALED,
        good.length - 17,
        good.length - 1,
      ]) {
        const bad = Buffer.from(good)
        bad[place] = good[place]! ^ 1
        await driver.put(at, bad)
        assert.equal(await faultOf(() => sealed().read(at)), 'damaged', `byte ${place}`)
      }
    })

    test('are refused when they were cut off, lengthened or put in another order', async ({
      assert,
    }) => {
      const { key: at } = await keep(randomBytes(192 * KIB))
      const good = await readStored(at)
      const segments = [0, 1, 2].map((each) =>
        good.subarray(HEADER + each * SEALED, HEADER + (each + 1) * SEALED)
      )
      const [first, second, third] = [segments[0]!, segments[1]!, segments[2]!]
      const header = good.subarray(0, HEADER)
      const bad = {
        nothing: Buffer.alloc(0),
        'half a header': header.subarray(0, 20),
        'the header alone': header,
        'one segment': Buffer.concat([header, first]),
        'two segments': Buffer.concat([header, first, second]),
        'without the last byte': good.subarray(0, -1),
        'within a segment': good.subarray(0, HEADER + SEALED + 100),
        'without the first': Buffer.concat([header, second, third]),
        'without the middle': Buffer.concat([header, first, third]),
        'turned round': Buffer.concat([header, second, first, third]),
        'one twice': Buffer.concat([header, first, first, second, third]),
        'the last twice': Buffer.concat([good, third]),
        'more behind': Buffer.concat([good, Buffer.from('x')]),
      }
      for (const [name, content] of Object.entries(bad)) {
        await driver.put(at, content)
        assert.equal(await faultOf(() => sealed().read(at)), 'damaged', name)
      }
    })

    test('are refused in another place, of another organisation, with another key', async ({
      assert,
    }) => {
      const { key: at } = await keep(randomBytes(100))
      const elsewhere = at.replace('/voices/', '/other/')
      await driver.copy(at, elsewhere)
      assert.equal(await faultOf(() => sealed().read(elsewhere)), 'damaged')
      assert.equal(await faultOf(() => sealed(keysOf(key), randomUUID()).read(at)), 'damaged')
      assert.equal(await faultOf(() => sealed(keysOf(randomBytes(32))).read(at)), 'damaged')
      assert.equal(await faultOf(() => sealed(keysOf()).read(at)), 'damaged')
      const { key: other } = await keep(randomBytes(100))
      await driver.copy(at, other)
      assert.equal(await faultOf(() => sealed().read(other)), 'damaged')
    })

    test('stay readable with the key they were sealed with, until it is destroyed', async ({
      assert,
    }) => {
      const content = randomBytes(100)
      const { key: at } = await keep(content)
      const newer = randomBytes(32)
      assert.isTrue((await sealed(keysOf(key, newer)).read(at)).equals(content))
      assert.equal(await faultOf(() => sealed(keysOf(null, newer)).read(at)), 'erased')
      const again = await sealed(keysOf(null, newer)).keep(folder, inPieces(content))
      assert.isTrue((await sealed(keysOf(null, newer)).read(again.key)).equals(content))
      assert.equal(
        await faultOf(() => sealed(keysOf(null)).keep(folder, inPieces(content))),
        'erased'
      )
    })

    test('of which only a part comes are not kept', async ({ assert }) => {
      const mine = `${randomUUID()}/voices`
      const cut = inPieces(randomBytes(300 * KIB), { breaksAt: 128 * KIB })
      assert.equal(await faultOf(() => sealed().keep(mine, cut)), 'brokenOff')
      assert.lengthOf(await Array.fromAsync(driver.list(`${mine}/`)), 0)
    })
  })
}
