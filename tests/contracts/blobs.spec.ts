import { spawnSync } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { test } from '@japa/runner'
import type { BlobDriver } from '#core/blobs/blob_driver'
import { BlobError } from '#core/blobs/blob_error'
import { blobsIn, type Blobs } from '#core/blobs/blobs'
import { FolderDriver } from '#core/blobs/folder_driver'
import { adapters, inPieces } from '#tests/support/blob_adapters'
import { faultOf } from '#tests/support/blob_faults'

const MIB = 1024 ** 2
/** SHA-256 of nothing. */
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

const sizeOf = async (list: AsyncIterable<unknown>) => {
  let size = 0
  for await (const _ of list) size += 1
  return size
}

for (const { name, open, skipped } of adapters) {
  test.group(`Files in a store: ${name}`, (group) => {
    let driver: BlobDriver
    let blobs: Blobs
    let folder: string

    group.tap((each) => each.skip(skipped !== undefined, skipped))
    group.setup(() => {
      if (skipped !== undefined) return
      const opened = open()
      driver = opened.driver
      blobs = blobsIn(driver)
      return opened.remove
    })
    group.each.setup(() => {
      folder = `${randomUUID()}/files`
    })

    test('are refused under names that lead elsewhere', async ({ assert }) => {
      for (const bad of ['../out', '/etc', 'a/../../b', 'a//b', 'A/b', '.unfinished', 'a/ b', '']) {
        assert.equal(await faultOf(() => blobs.keep(bad, Buffer.from('x'))), 'refused', bad)
        assert.equal(await faultOf(() => blobs.read(`${bad}/${EMPTY}`)), 'refused', bad)
        assert.equal(await faultOf(() => blobs.delete([`${bad}/${EMPTY}`])), 'refused', bad)
      }
    })

    test('that are not there are told apart from those that are', async ({ assert }) => {
      const key = `${folder}/${EMPTY}`
      assert.isFalse(await blobs.exists(key))
      assert.equal(await faultOf(() => blobs.read(key)), 'missing')
      assert.equal(await faultOf(() => blobs.stream(key)), 'missing')
      assert.equal(await faultOf(() => blobs.copy(key, folder)), 'missing')
      await blobs.delete([key])
      await blobs.keep(folder, Buffer.alloc(0))
      assert.isTrue(await blobs.exists(key))
      assert.isFalse(await blobs.exists(folder))
    })

    test('come back as they were kept, whatever their size', async ({ assert }) => {
      for (const size of [0, 1, 65_536, 8 * MIB, 8 * MIB + 1, 17 * MIB]) {
        const content = randomBytes(size)
        for (const form of [content, inPieces(content)]) {
          const kept = await blobs.keep(folder, form)
          assert.equal(kept.size, size)
          assert.equal(kept.key, `${folder}/${kept.sha256}`)
          assert.isTrue((await blobs.read(kept.key)).equals(content))
        }
      }
    })

    test('are named by their content, and kept once in each folder', async ({ assert }) => {
      const other = `${randomUUID()}/files`
      const content = randomBytes(100)
      const first = await blobs.keep(folder, content)
      const second = await blobs.keep(folder, inPieces(content, { size: 7 }))
      const elsewhere = await blobs.keep(other, content)
      assert.equal(first.key, second.key)
      assert.equal(await sizeOf(driver.list(`${folder}/`)), 1)
      await blobs.delete([first.key])
      assert.isFalse(await blobs.exists(first.key))
      assert.isTrue((await blobs.read(elsewhere.key)).equals(content))
    })

    test('that are damaged are refused and named, to the last bit', async ({ assert }) => {
      const content = randomBytes(200_000)
      const { key } = await blobs.keep(folder, content)
      const flipped = Buffer.from(content)
      flipped[199_999] = content[199_999]! ^ 1
      for (const spoilt of [
        flipped,
        content.subarray(0, -1),
        Buffer.concat([content, Buffer.from('x')]),
        Buffer.alloc(0),
      ]) {
        await driver.put(key, spoilt)
        const error = await blobs.read(key).catch((reason: unknown) => reason)
        assert.instanceOf(error, BlobError)
        assert.deepInclude(error, { fault: 'damaged', key })
        // Who streams it never has all of it before hearing of the damage.
        let streamed = 0
        const streaming = async () => {
          for await (const piece of await blobs.stream(key)) streamed += Buffer.from(piece).length
        }
        assert.equal(await faultOf(streaming), 'damaged')
        assert.isTrue(streamed < spoilt.length || spoilt.length === 0)
        // A range is refused although the damage is outside it.
        const range = { start: 10, length: 20 }
        assert.equal(await faultOf(async () => buffer(await blobs.stream(key, range))), 'damaged')
      }
      await blobs.keep(folder, content)
      assert.isTrue((await blobs.read(key)).equals(content))
    })

    test('are read in part', async ({ assert }) => {
      const content = randomBytes(300_000)
      const { key } = await blobs.keep(folder, content)
      for (const [start, length] of [
        [0, 1],
        [65_535, 2],
        [100_000, 150_000],
        [299_999, 1],
        [299_000, 5000],
        [300_000, 10],
      ] as const) {
        const wanted = content.subarray(start, start + length)
        const part = await buffer(await blobs.stream(key, { start, length }))
        assert.isTrue(part.equals(wanted), `${start} + ${length}`)
        if (wanted.length === 0) continue
        const raw = await buffer(await driver.getStream(key, { start, length }))
        assert.isTrue(raw.equals(wanted), `past the check, ${start} + ${length}`)
      }
    })

    test('of which only a part comes are not kept', async ({ assert }) => {
      const content = randomBytes(20 * MIB)
      for (const breaksAt of [0, 65_536, 9 * MIB, 18 * MIB]) {
        assert.equal(
          await faultOf(() => blobs.keep(folder, inPieces(content, { breaksAt }))),
          'brokenOff'
        )
      }
      assert.equal(await sizeOf(driver.list(`${folder}/`)), 0)
      assert.equal(await driver.tidy(new Date(Date.now() + 60_000)), 0)
    })

    test('are never seen half', async ({ assert }) => {
      const [before, after] = [randomBytes(100), randomBytes(20 * MIB)]
      const [known, unknown] = [`${folder}/known`, `${folder}/unknown`]
      await driver.put(known, before)
      const half = Promise.withResolvers<undefined>()
      const rest = Promise.withResolvers<undefined>()
      const inTwo = () =>
        Readable.from(
          (async function* () {
            yield after.subarray(0, 17 * MIB)
            half.resolve(undefined)
            await rest.promise
            yield after.subarray(17 * MIB)
          })()
        )
      const writing = Promise.all([known, unknown].map((key) => driver.putStream(key, inTwo())))
      await half.promise
      assert.isTrue((await buffer(await driver.getStream(known))).equals(before))
      assert.isFalse(await driver.exists(unknown))
      rest.resolve(undefined)
      await writing
      for (const key of [known, unknown]) {
        assert.isTrue((await buffer(await driver.getStream(key))).equals(after))
      }
    })

    test('are copied inside the store', async ({ assert }) => {
      const content = randomBytes(1000)
      const { key } = await blobs.keep(folder, content)
      const copy = await blobs.copy(key, `${folder}/more`)
      await blobs.delete([key])
      assert.isTrue((await blobs.read(copy)).equals(content))
    })

    test('are listed with their size, and deleted many at once', async ({ assert }) => {
      const count = 1100
      const keys = Array.from({ length: count }, (_each, index) => `${folder}/many/${index}`)
      for (let at = 0; at < count; at += 50) {
        await Promise.all(keys.slice(at, at + 50).map((key) => driver.put(key, 'four')))
      }
      const { key } = await blobs.keep(folder, Buffer.from('stays'))
      const listed: { key: string; size: number }[] = []
      for await (const { key, size } of driver.list(`${folder}/many/`)) listed.push({ key, size })
      assert.sameMembers(
        listed.map((each) => each.key),
        keys
      )
      assert.isTrue(listed.every(({ size }) => size === 4))
      await blobs.delete([...keys, `${folder}/many/none`])
      assert.equal(await sizeOf(driver.list(`${folder}/many/`)), 0)
      assert.isTrue(await blobs.exists(key))
    })

    test('are well', async ({ assert }) => {
      assert.isNull(await blobs.check())
    })
  })
}

test.group('A folder whose disk is full', () => {
  test('keeps nothing half, and what is there can be read', async ({ assert, cleanup }) => {
    const disk = mkdtempSync(join(tmpdir(), 'belvedere-disk-'))
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk])
    cleanup(() => {
      spawnSync('umount', [disk])
      rmSync(disk, { recursive: true })
    })
    const driver = new FolderDriver(disk)
    const blobs = blobsIn(driver)
    const content = randomBytes(MIB)
    const { key } = await blobs.keep('a/b', content)
    for (const tooMuch of [randomBytes(5 * MIB), inPieces(randomBytes(9 * MIB))]) {
      assert.equal(await faultOf(() => blobs.keep('a/b', tooMuch)), 'full')
    }
    assert.lengthOf(await Array.fromAsync(driver.list('')), 1)
    assert.equal(await driver.tidy(new Date(Date.now() + 60_000)), 0)
    assert.isTrue((await blobs.read(key)).equals(content))
    await blobs.keep('a/b', randomBytes(2 * MIB))
  }).skip(
    spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status !== 0,
    'needs the right to mount a small disk'
  )
})
