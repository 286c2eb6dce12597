import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mock } from 'node:test'
import { deflateSync } from 'node:zlib'
import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { endShare } from '#canvas/actions/share_canvas'
import { canvasErrors } from '#canvas/errors'
import { LARGEST_UPLOAD, MOST_IMAGES } from '#canvas/images/image_bounds'
import { receiveImage } from '#canvas/images/receive_image'
import { IMAGES } from '#canvas/images/throttle'
import { scanner } from '#core/blobs/scanner'
import { coreErrors } from '#core/errors/core_errors'
import {
  bring,
  copyImage,
  imageRows,
  png,
  plainImage,
  seeImage,
  storedFiles,
} from '#tests/support/canvas_images'
import { makeOwnCanvas, makeSharedCanvas, share } from '#tests/support/canvases'
import { asOwner } from '#tests/support/database'
import { makePerson } from '#tests/support/people'
import { waitUntil } from '#tests/support/wait_until'

const SVG = `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`

/** A PNG whose header says this size, with next to nothing in it. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const ends = Buffer.alloc(8)
    ends.writeUInt32BE(data.length)
    ends.writeUInt32BE(crc(body), 4)
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
  }
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0])
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0)
  }
  return (value ^ 0xffffffff) >>> 0
}

/** What begins as AVIF and HEIC do, of this brand. */
function boxOf(brand: string): Buffer {
  return Buffer.concat([Buffer.from([0, 0, 0, 16]), Buffer.from(`ftyp${brand}\0\0\0\0`, 'latin1')])
}

/** Where the kernel lists the processes that this one has started. */
const CHILDREN = `/proc/${process.pid}/task/${process.pid}/children`

/** The id of the process that decodes an image for this one, once there is one. */
async function decoder(): Promise<number> {
  const isDecoder = (id: string) => readFileSync(`/proc/${id}/cmdline`).includes('image_process')
  let found: string | undefined
  await waitUntil(() => {
    found = readFileSync(CHILDREN, 'utf8').match(/\d+/g)?.find(isDecoder)
    return Promise.resolve(found !== undefined)
  })
  return Number(found)
}

test.group('A canvas takes no image', (group) => {
  group.each.setup(() => limiter.clear())
  group.each.teardown(() => mock.restoreAll())

  test('that is none, or not what it begins as, and nothing of it stays', async ({ assert }) => {
    const owner = await makePerson('participant')
    const canvas = await makeOwnCanvas(owner)
    const whole = await png(800, 600)
    const noise = await plainImage(400, 400).jpeg().toBuffer()
    const files: [string, Buffer, string][] = [
      ['nothing', Buffer.alloc(0), 'canvas.imageUnknown'],
      ['words', Buffer.from('Not an image'), 'canvas.imageUnknown'],
      ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'canvas.imageUnknown'],
      ['an SVG', Buffer.from(SVG), 'canvas.imageSvg'],
      ['an SVG with a type', Buffer.from(`<!DOCTYPE svg><SVG onload="x"/>`), 'canvas.imageSvg'],
      ['a TIFF', await plainImage().tiff().toBuffer(), 'canvas.imageUnknown'],
      ['a HEIC', boxOf('heic'), 'canvas.imageHeic'],
      ['a video', boxOf('isom'), 'canvas.imageUnknown'],
      ['an empty AVIF', boxOf('avif'), 'canvas.imageDamaged'],
      ['a PNG that is cut off', whole.subarray(0, whole.length / 2), 'canvas.imageDamaged'],
      ['a JPEG that is cut off', noise.subarray(0, noise.length / 2), 'canvas.imageDamaged'],
      ['a PNG’s first bytes', whole.subarray(0, 8), 'canvas.imageDamaged'],
      [
        'an SVG behind those',
        Buffer.concat([whole.subarray(0, 8), Buffer.from(SVG)]),
        'canvas.imageDamaged',
      ],
      ['a bomb', pngOf(60_000, 60_000), 'canvas.imageTooCostly'],
      ['one of many pixels', pngOf(9_000, 9_000), 'canvas.imageTooCostly'],
      [
        'a WebP’s name alone',
        Buffer.from('RIFF\xff\xff\0\0WEBPVP8 ', 'latin1'),
        'canvas.imageDamaged',
      ],
      ['one that is too large', Buffer.alloc(LARGEST_UPLOAD + 1, 'x'), 'canvas.imageTooLarge'],
    ]
    for (const [name, file, code] of files) {
      assert.equal(await bring(owner, canvas, file), code, name)
    }
    assert.deepEqual(await imageRows(owner.organisation), { images: 0, strays: 0 })
    assert.deepEqual(await storedFiles(owner.organisation), [])
  }).timeout(60_000)

  test('whose decoder is killed in the middle of it, and takes the next', async ({ assert }) => {
    const owner = await makePerson('participant')
    const canvas = await makeOwnCanvas(owner)
    const large = await png(6_000, 6_000)
    const coming = bring(owner, canvas, large)
    process.kill(await decoder(), 'SIGKILL')
    assert.equal(await coming, 'canvas.imageTooCostly')
    assert.deepEqual(await imageRows(owner.organisation), { images: 0, strays: 0 })
    assert.deepEqual(await storedFiles(owner.organisation), [])
    assert.isObject(await bring(owner, canvas, await png()))
  })
    .timeout(20_000)
    .skip(!existsSync(CHILDREN), 'needs the list of its children in /proc')

  test('that does not end, whatever it says of its length', async ({ assert }) => {
    let taken = 0
    async function* endless() {
      for (;;) yield Buffer.alloc(1024 ** 2, (taken += 1))
    }
    const receive = receiveImage(endless(), 12)
    await assert.rejects(() => receive, canvasErrors.imageTooLarge().message)
    assert.isBelow(taken, 20)
  })

  test('from who may only comment, look on or present, or does not see it', async ({ assert }) => {
    const owner = await makePerson('participant')
    const canvas = await makeOwnCanvas(owner)
    const file = await png()
    for (const mode of ['comment', 'view', 'present'] as const) {
      const other = await makePerson('participant', owner.organisation)
      await share(owner, canvas, { email: other.email }, mode)
      assert.equal(await bring(other, canvas, file), 'core.forbidden', mode)
    }
    const admin = await makePerson('admin', owner.organisation)
    assert.equal(await bring(admin, canvas, file), 'core.notFound')
    assert.equal(await bring(await makePerson('owner'), canvas, file), 'core.notFound')
    assert.equal(await bring(owner, randomUUID(), file), 'core.notFound')
    assert.equal(await bring(owner, canvas, file, 'no-id'), 'core.notFound')
  })

  test('that the scanner finds harmful', async ({ assert }) => {
    const owner = await makePerson('participant')
    mock.method(scanner, 'scan', async () => {
      throw coreErrors.fileInfected()
    })
    const canvas = await makeOwnCanvas(owner)
    assert.equal(await bring(owner, canvas, await png()), 'core.fileInfected')
    assert.deepEqual(await storedFiles(owner.organisation), [])
  })

  test('beyond those that it can hold, in number and in bytes', async ({ assert }) => {
    const owner = await makePerson('participant')
    const [canvas, other] = [await makeOwnCanvas(owner), await makeOwnCanvas(owner)]
    const fill = (id: string, count: number, bytes: number) =>
      asOwner(
        `insert into canvas_images (organisation_id, canvas_id, id, files_id, sealed_key,
           large_file, small_file, width, height, bytes)
         select ?, ?, gen_random_uuid(), gen_random_uuid(), '', 'a', 'b', 1, 1, ?
         from generate_series(1, ?)`,
        [owner.organisation, id, bytes, count]
      )
    await fill(canvas, MOST_IMAGES, 1)
    await fill(other, 1, 60 * 1024 ** 2)
    assert.equal(await bring(owner, canvas, await png()), 'canvas.imagesEnough')
    assert.equal(await bring(owner, other, await png()), 'canvas.imagesEnough')
    assert.deepEqual(await storedFiles(owner.organisation), [])
  })

  test('from somebody who has brought too many in a while', async ({ assert }) => {
    const owner = await makePerson('participant')
    const canvas = await makeOwnCanvas(owner)
    const used = limiter.use({ requests: IMAGES, duration: '10 minutes' })
    await used.set(`canvas-image:${owner.id}`, IMAGES, '10 minutes')
    assert.equal(await bring(owner, canvas, await png()), 'core.tooManyRequests')
  })
})

test.group('An image of a canvas is not shown', (group) => {
  group.each.setup(() => limiter.clear())

  test('to whoever does not see the canvas, in the same words as an unknown one', async ({
    assert,
  }) => {
    const { one, two, session, facilitator } = await makeSharedCanvas()
    const own = await makeOwnCanvas(one)
    const [image, elsewhere] = [randomUUID(), randomUUID()]
    await bring(one, own, await png(), image)
    await bring(one, session, await png(), elsewhere)
    const stranger = await makePerson('owner')
    const tries = [
      [two, own, image],
      [facilitator, own, image],
      [await makePerson('admin', one.organisation), own, image],
      [stranger, own, image],
      [stranger, session, elsewhere],
      [one, own, randomUUID()],
      [one, own, 'no-id'],
      // By the name of a canvas that they see.
      [two, session, image],
      [one, session, image],
    ] as const
    for (const [person, canvas, id] of tries) {
      const response = await seeImage(person, canvas, id)
      assert.equal(response.status, 404)
      assert.include(await response.text(), 'core.notFound')
    }
    assert.equal((await seeImage(one, own, image, 'original')).status, 404)
    assert.equal((await seeImage(undefined, own, image)).status, 401)
  })

  test('any more once the canvas is not shared with them, or was deleted', async ({ assert }) => {
    const owner = await makePerson('participant')
    const other = await makePerson('participant', owner.organisation)
    const canvas = await makeOwnCanvas(owner)
    const image = randomUUID()
    await bring(owner, canvas, await png(), image)
    await share(owner, canvas, { email: other.email }, 'present')
    assert.equal((await seeImage(other, canvas, image)).status, 200)
    await endShare({ organisation: owner.organisation, person: owner.id }, canvas)
    assert.equal((await seeImage(other, canvas, image)).status, 404)
    await asOwner('update canvases set deleted_at = now() where id = ?', [canvas])
    assert.equal((await seeImage(owner, canvas, image)).status, 404)
  })

  test('by way of a copy to a canvas of one’s own', async ({ assert }) => {
    const owner = await makePerson('participant')
    const thief = await makePerson('participant', owner.organisation)
    const canvas = await makeOwnCanvas(owner)
    const own = await makeOwnCanvas(thief)
    const image = randomUUID()
    await bring(owner, canvas, await png(), image)
    assert.equal(await copyImage(thief, own, { canvas, image }), 'core.notFound')
    assert.equal(await copyImage(thief, own, { canvas: own, image }), 'core.notFound')
    await share(owner, canvas, { email: thief.email }, 'view')
    assert.equal(await copyImage(thief, canvas, { canvas, image }), 'core.forbidden')
    const [rows] = [await imageRows(owner.organisation)]
    assert.equal(rows.images, 1)
  })
})
