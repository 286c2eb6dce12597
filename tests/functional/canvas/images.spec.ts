import { randomUUID } from 'node:crypto'
import { mock } from 'node:test'
import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import sharp from 'sharp'
import { endShare } from '#canvas/actions/share_canvas'
import { clearStrayFiles } from '#canvas/images/clear_files'
import { store } from '#core/blobs/store'
import { destroyKeys } from '#core/keys/destroy_keys'
import { replaceOrganisationKey } from '#core/keys/organisation_key_rotation'
import { removeParticipant } from '#programs'
import { tenancy } from '#core/tenancy/tenancy'
import {
  bring,
  copyImage,
  imageRows,
  plainImage,
  png,
  seeImage,
  storedFiles,
} from '#tests/support/canvas_images'
import { makeOwnCanvas, makeSharedCanvas, share } from '#tests/support/canvases'
import { asOwner } from '#tests/support/database'
import { makePerson, type TestPerson } from '#tests/support/people'
import { workEvents } from '#tests/support/work_events'

const tenantOf = ({ organisation, id }: TestPerson) => ({ organisation, person: id })

/** Somebody with a canvas of their own and an image on it. */
async function makeImage() {
  const owner = await makePerson('participant')
  const canvas = await makeOwnCanvas(owner)
  const image = randomUUID()
  await bring(owner, canvas, await png(1200, 900), image)
  return { owner, canvas, image }
}

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())
const statusOf = async (...of: Parameters<typeof seeImage>) => (await seeImage(...of)).status

test.group('An image that somebody brings', (group) => {
  group.each.setup(() => limiter.clear())
  group.each.teardown(() => mock.restoreAll())

  test('is kept as WebP in two sizes, upright and without anything else than its pixels', async ({
    assert,
  }) => {
    const owner = await makePerson('participant')
    const canvas = await makeOwnCanvas(owner)
    const photo = await plainImage(3000, 2000)
      .withExif({
        IFD0: { Orientation: '6', Artist: 'Somebody' },
        IFD3: { GPSLatitude: '32/1 5/1 0/1' },
      })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    assert.include(photo.toString('latin1'), 'Somebody')
    const polyglot = Buffer.concat([photo, Buffer.from('<script>alert(1)</script>')])
    const image = randomUUID()
    const brought = await bring(owner, canvas, polyglot, image, 'image/svg+xml')
    // It lies on its side as it comes.
    assert.deepEqual(brought, { id: image, width: 1707, height: 2560 })
    for (const [size, height] of [
      ['large', 2560],
      ['small', 640],
    ] as const) {
      const content = await bytesOf(await seeImage(owner, canvas, image, size))
      const about = await sharp(content).metadata()
      assert.equal(about.format, 'webp')
      assert.equal(about.height, height)
      assert.deepEqual(
        [about.exif, about.xmp, about.icc, about.orientation],
        Array(4).fill(undefined)
      )
      assert.notInclude(content.toString('latin1'), 'Somebody')
      assert.notInclude(content.toString('latin1'), 'script')
    }
  })

  test('can be of any of the kinds, moving ones as their first picture', async ({ assert }) => {
    const owner = await makePerson('participant')
    const canvas = await makeOwnCanvas(owner)
    const frames = await sharp(
      Buffer.concat([Buffer.alloc(64 * 64 * 3, 200), Buffer.alloc(64 * 64 * 3, 20)]),
      { raw: { width: 64, height: 128, channels: 3, pageHeight: 64 } }
    )
      .gif()
      .toBuffer()
    const files = {
      jpeg: await plainImage(64, 64).jpeg({ progressive: true }).toBuffer(),
      cmyk: await plainImage(64, 64).toColourspace('cmyk').jpeg().toBuffer(),
      webp: await plainImage(64, 64).webp().toBuffer(),
      avif: await plainImage(64, 64).avif().toBuffer(),
      gif: await plainImage(64, 64).gif().toBuffer(),
      deep: await plainImage(64, 64).toColourspace('rgb16').png().toBuffer(),
      moving: frames,
    }
    for (const [name, file] of Object.entries(files)) {
      const brought = await bring(owner, canvas, file)
      assert.isObject(brought, name)
      if (typeof brought === 'string') continue
      assert.deepEqual([brought.width, brought.height], [64, 64], name)
    }
  }).timeout(60_000)

  test('is one, however often it is sent, and costs nobody anything twice', async ({ assert }) => {
    const { owner, canvas, image } = await makeImage()
    const again = await bring(owner, canvas, Buffer.from('something else'), image)
    assert.deepEqual(again, { id: image, width: 1200, height: 900 })
    const id = randomUUID()
    const file = await png()
    const both = await Promise.all([bring(owner, canvas, file, id), bring(owner, canvas, file, id)])
    assert.deepEqual(both[0], both[1])
    assert.equal((await imageRows(owner.organisation)).images, 2)
    await asOwner('update canvas_stray_files set due_at = now() where organisation_id = ?', [
      owner.organisation,
    ])
    await clearStrayFiles()
    assert.lengthOf(await storedFiles(owner.organisation), 4)
    assert.equal(await statusOf(owner, canvas, id), 200)
  })

  test('of an id that another canvas has is another image', async ({ assert }) => {
    const { owner, canvas, image } = await makeImage()
    const other = await makeOwnCanvas(owner)
    assert.deepEqual(await bring(owner, other, await png(50, 40), image), {
      ...{ id: image, width: 50, height: 40 },
    })
    const [one, two] = [await seeImage(owner, canvas, image), await seeImage(owner, other, image)]
    assert.notDeepEqual(await bytesOf(one), await bytesOf(two))
  })

  test('leaves nothing when the process ends between its files and its row', async ({ assert }) => {
    const owner = await makePerson('participant')
    const canvas = await makeOwnCanvas(owner)
    const id = randomUUID()
    let puts = 0
    const put = store.putStream.bind(store)
    mock.method(store, 'putStream', async (...of: Parameters<typeof put>) => {
      puts += 1
      // The first is the quarantine's, the second the large one.
      if (puts === 3) throw new Error('The process ended')
      return put(...of)
    })
    assert.isString(await bring(owner, canvas, await png(), id))
    mock.restoreAll()
    assert.deepEqual(await imageRows(owner.organisation), { images: 0, strays: 1 })
    assert.lengthOf(await storedFiles(owner.organisation), 1)
    await clearStrayFiles()
    assert.lengthOf(await storedFiles(owner.organisation), 1, 'it might be on its way still')
    await asOwner('update canvas_stray_files set due_at = now() where organisation_id = ?', [
      owner.organisation,
    ])
    await clearStrayFiles()
    assert.deepEqual(await storedFiles(owner.organisation), [])
    assert.deepEqual(await imageRows(owner.organisation), { images: 0, strays: 0 })
    assert.isObject(await bring(owner, canvas, await png(), id))
  })
})

test.group('An image of a canvas', (group) => {
  group.each.setup(() => limiter.clear())

  test('is seen in every mode, and by nobody’s cache', async ({ assert }) => {
    const { owner, canvas, image } = await makeImage()
    for (const mode of ['edit', 'comment', 'view', 'present'] as const) {
      const other = await makePerson('participant', owner.organisation)
      await share(owner, canvas, { email: other.email }, mode)
      assert.equal(await statusOf(other, canvas, image, 'small'), 200, mode)
    }
    const { headers } = await seeImage(owner, canvas, image)
    assert.equal(headers.get('content-type'), 'image/webp')
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    assert.equal(headers.get('content-security-policy'), `default-src 'none'; sandbox`)
    assert.equal(headers.get('cache-control'), 'private, no-store')
  })

  test('of a session is there for who takes part, before anything was drawn', async ({
    assert,
  }) => {
    const { one, two, session, facilitator } = await makeSharedCanvas()
    const image = randomUUID()
    assert.isObject(await bring(one, session, await png(), image))
    assert.equal(await statusOf(two, session, image), 200)
    await tenancy.run(tenantOf(facilitator), () => removeParticipant(session, two.id))
    assert.equal(await statusOf(two, session, image), 404)
  })

  test('is copied to another canvas and stays there for itself', async ({ assert }) => {
    const { owner, canvas, image } = await makeImage()
    const other = await makePerson('participant', owner.organisation)
    await share(owner, canvas, { email: other.email }, 'view')
    const own = await makeOwnCanvas(other)
    const copy = randomUUID()
    const expected = { id: copy, width: 1200, height: 900 }
    assert.deepEqual(await copyImage(other, own, { canvas, image }, copy), expected)
    assert.deepEqual(await copyImage(other, own, { canvas, image }, copy), expected)
    const [one, two] = [await seeImage(owner, canvas, image), await seeImage(other, own, copy)]
    assert.deepEqual(await bytesOf(one), await bytesOf(two))
    await endShare(tenantOf(owner), canvas)
    assert.equal(await statusOf(other, own, copy), 200)
  })

  test('is sealed with its owner’s key, and while shared with the organisation’s', async ({
    assert,
  }) => {
    const { owner, canvas, image } = await makeImage()
    const other = await makePerson('participant', owner.organisation)
    const content = await bytesOf(await seeImage(owner, canvas, image))
    for (const key of await storedFiles(owner.organisation)) {
      const stored = Buffer.from(await store.getBytes(key))
      assert.isFalse(stored.includes('WEBP'))
      assert.isFalse(stored.includes(content.subarray(40, 72)))
    }
    await share(owner, canvas, { email: other.email }, 'view')
    await destroyKeys(tenantOf(owner))
    assert.equal(await statusOf(other, canvas, image), 200)
    await endShare(tenantOf(owner), canvas)
    assert.equal(await statusOf(owner, canvas, image), 200)
    await destroyKeys(tenantOf(owner))
    assert.equal(await statusOf(owner, canvas, image), 404)
  })

  test('is sealed anew with its organisation’s new key, of people’s and of sessions’ canvases', async ({
    assert,
  }) => {
    const { one, two, session } = await makeSharedCanvas()
    const own = await makeOwnCanvas(one)
    const [image, shared] = [randomUUID(), randomUUID()]
    await bring(one, session, await png(), image)
    await bring(one, own, await png(), shared)
    await share(one, own, { email: two.email }, 'view')
    await replaceOrganisationKey(one.organisation)
    await workEvents()
    await asOwner(
      `update data_keys set wrapped = null, destroyed_at = now()
       where organisation_id = ? and person_id is null and version = 1`,
      [one.organisation]
    )
    assert.equal(await statusOf(two, session, image), 200)
    assert.equal(await statusOf(two, own, shared), 200)
  })

  test('goes with its canvas, its files too', async ({ assert }) => {
    const { owner, canvas } = await makeImage()
    await asOwner(`update canvases set deleted_at = now() - interval '31 days' where id = ?`, [
      canvas,
    ])
    await tenancy.system('canvas', () => tenancy.client().from('canvases').delete())
    assert.deepEqual(await imageRows(owner.organisation), { images: 0, strays: 1 })
    await clearStrayFiles()
    assert.deepEqual(await storedFiles(owner.organisation), [])
    assert.deepEqual(await imageRows(owner.organisation), { images: 0, strays: 0 })
  })
})
