import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs'
import { placeCard, readElements } from '#canvas/document'
import { makeSharedCanvas } from '#tests/support/canvases'
import { drawOn } from '#tests/support/draw_on'
import type { TestPerson } from '#tests/support/people'
import { Visitor } from '#tests/support/visitor'

/** The scope in which somebody acts. */
export const scopeOf = ({ organisation, id }: TestPerson) => ({ organisation, person: id })
/** Asks for refusals as JSON. */
export const JSON_WANTED = { accept: 'application/json' }
/** Where the versions of a canvas are had. */
export const pathOf = (canvas: string, rest = '') => `/canvases/${canvas}/versions${rest}`

/** A version, as far as tests look at it. */
export interface Listed {
  id: string
  kind: string
  name: string | null
  by: string | null
  people: string[]
}

/** A document with cards of these names. */
export function drawing(...cards: string[]): Doc {
  const doc = new Doc()
  for (const card of cards) placeCard(doc, { card, at: [0, 0, 0, 1], author: 'somebody' })
  return doc
}

/** The cards of a document, in their order. */
export const cardsOf = (doc: Doc) =>
  readElements(doc).map((element) => ('card' in element ? element.card : ''))

/** A session's canvas with a card on it, which nobody has open. */
export async function makeDrawn() {
  const shared = await makeSharedCanvas()
  const scope = scopeOf(shared.one)
  await drawOn(scope, { id: shared.session, owner: null }, encodeStateAsUpdate(drawing('first')))
  return { ...shared, scope }
}

/** The versions that somebody is shown. */
export async function listed(person: TestPerson, canvas: string): Promise<Listed[]> {
  const response = await (await Visitor.as(person)).get(pathOf(canvas))
  const { versions }: { versions: Listed[] } = JSON.parse(await response.text())
  return versions
}

/** The cards of a version that somebody looks at. */
export async function read(person: TestPerson, canvas: string, version: string): Promise<string[]> {
  const response = await (await Visitor.as(person)).get(pathOf(canvas, `/${version}`))
  const doc = new Doc()
  applyUpdate(doc, new Uint8Array(await response.arrayBuffer()))
  return cardsOf(doc)
}

/** Somebody keeps this moment. */
export async function keep(person: TestPerson, canvas: string, name: string) {
  return (await Visitor.as(person)).submit('POST', pathOf(canvas), { name }, JSON_WANTED)
}

/** The id of what was kept. */
export async function idOf(response: Response): Promise<string> {
  const { id }: { id: string } = JSON.parse(await response.text())
  return id
}

/** Somebody asks to restore a version. */
export const restore = async (person: TestPerson, canvas: string, version: string) =>
  (await Visitor.as(person)).submit('POST', pathOf(canvas, `/${version}/restore`), {}, JSON_WANTED)
