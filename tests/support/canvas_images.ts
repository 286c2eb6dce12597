import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { folderOf } from '#canvas/images/image_files'
import { store } from '#core/blobs/store'
import { asOwner } from './database.js'
import type { TestPerson } from './people.js'
import { Visitor } from './visitor.js'

/** An image of one colour, as a sharp pipeline to be encoded. */
export const plainImage = (width = 300, height = 200, background = '#3366cc') =>
  sharp({ create: { width, height, channels: 3, background } })

/** A PNG of one colour. */
export const png = (width?: number, height?: number, colour?: string) =>
  plainImage(width, height, colour).png().toBuffer()

/** What came of bringing an image: its size, or the code of the refusal. */
export type Brought = { id: string; width: number; height: number } | string

/** Brings a file to a canvas as a page does. */
export async function bring(
  person: TestPerson,
  canvas: string,
  file: Uint8Array,
  id: string = randomUUID(),
  type = 'image/png'
): Promise<Brought> {
  const visitor = await Visitor.as(person)
  return broughtOf(
    await visitor.bring(`/canvases/${canvas}/images/${id}`, new Uint8Array(file), type)
  )
}

/** Copies an image from one canvas to another. */
export async function copyImage(
  person: TestPerson,
  canvas: string,
  from: { canvas: string; image: string },
  id: string = randomUUID()
): Promise<Brought> {
  const visitor = await Visitor.as(person)
  const path = `/canvases/${canvas}/images/${id}`
  return broughtOf(await visitor.submit('POST', path, from, { accept: 'application/json' }))
}

async function broughtOf(response: Response): Promise<Brought> {
  const text = await response.text()
  if (response.ok) {
    const kept: { id: string; width: number; height: number } = JSON.parse(text)
    return kept
  }
  const { errors }: { errors: { code: string }[] } = JSON.parse(text)
  return errors[0]?.code ?? String(response.status)
}

/** An image of a canvas, as a page asks for it. */
export async function seeImage(
  person: TestPerson | undefined,
  canvas: string,
  image: string,
  size = 'large'
): Promise<Response> {
  const visitor = await Visitor.as(person)
  return visitor.get(`/canvases/${canvas}/images/${image}/${size}`, { accept: 'application/json' })
}

/** Every file that is stored of an organisation's images, by key. */
export const storedFiles = async (organisation: string) =>
  (await Array.fromAsync(store.list(folderOf(organisation, '')))).map(({ key }) => key)

/** How many rows tell of images of an organisation, and of files that are to be cleared. */
export async function imageRows(organisation: string) {
  const [row] = await asOwner<{ images: number; strays: number }>(
    `select (select count(*)::int from canvas_images where organisation_id = ?) as images,
       (select count(*)::int from canvas_stray_files where organisation_id = ?) as strays`,
    [organisation, organisation]
  )
  return row ?? { images: 0, strays: 0 }
}
