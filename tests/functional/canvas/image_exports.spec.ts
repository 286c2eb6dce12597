import { randomUUID } from 'node:crypto'
import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import sharp from 'sharp'
import { extractImages, getDocumentProxy } from 'unpdf'
import { addElement } from '#canvas/document'
import { readImport } from '#canvas/exchange/read_import'
import { CanvasClient } from '#tests/support/canvas_client'
import { bring, plainImage, png } from '#tests/support/canvas_images'
import { makeOwnCanvas } from '#tests/support/canvases'
import { makePerson, type TestPerson } from '#tests/support/people'

/** Lays elements that show these images, and leaves when that has been stored. */
async function lay(person: TestPerson, canvas: string, images: readonly string[]) {
  const client = await new CanvasClient(person, canvas).synced()
  images.forEach((image, i) =>
    addElement(client.doc, {
      ...{ kind: 'image', image, size: [400, 300], alt: 'An oak' },
      ...{ at: [i * 500, 0, 0, 1], author: person.id },
    })
  )
  await client.confirmed()
  client.close()
}

async function get(person: TestPerson, canvas: string, what: 'pdf' | 'export') {
  const address = `http://127.0.0.1:${process.env.PORT}/api/v1/canvases/${canvas}/${what}`
  const answer = await fetch(address, { headers: { authorization: `Bearer ${person.token}` } })
  return new Uint8Array(await answer.arrayBuffer())
}

/** A canvas with an image of its own, one that is seen through, and two that are not its own. */
async function makeCanvas() {
  const owner = await makePerson('participant')
  const canvas = await makeOwnCanvas(owner)
  const [own, clear, elsewhere] = [randomUUID(), randomUUID(), randomUUID()]
  await bring(owner, canvas, await png(800, 600, '#cc3333'), own)
  const seenThrough = await plainImage(80, 60).ensureAlpha(0.5).png().toBuffer()
  await bring(owner, canvas, seenThrough, clear)
  await bring(owner, await makeOwnCanvas(owner), await png(), elsewhere)
  await lay(owner, canvas, [own, own, clear, elsewhere, randomUUID()])
  return { owner, canvas, own, clear }
}

test.group('What is taken from a canvas has its images, and none of another', (group) => {
  group.each.setup(() => limiter.clear())

  test('as a PDF', async ({ assert }) => {
    const { owner, canvas } = await makeCanvas()
    const pdf = await getDocumentProxy(await get(owner, canvas, 'pdf'))
    const images = await extractImages(pdf, 1)
    assert.deepEqual(images.map(({ width, height }) => [width, height]).sort(), [
      [80, 60],
      [800, 600],
      [800, 600],
    ])
    const red = images.find(({ width }) => width === 800)
    const pixel = [...(red?.data.slice(0, 3) ?? [])].map((value) => Math.round(value / 16))
    assert.deepEqual(pixel, [13, 3, 3])
  })

  test('as a file, from which they can be brought again', async ({ assert }) => {
    const { owner, canvas, own, clear } = await makeCanvas()
    const read = readImport(new TextDecoder().decode(await get(owner, canvas, 'export')))
    if ('code' in read) return assert.fail(read.code)
    assert.lengthOf(read.elements, 5)
    assert.sameMembers([...read.images.keys()], [own, clear])
    const again = Buffer.from(read.images.get(own) ?? '', 'base64')
    assert.equal((await sharp(again).metadata()).format, 'webp')
    const other = await makeOwnCanvas(owner)
    const brought = await bring(owner, other, again)
    assert.isObject(brought)
  })
})
