import type * as Y from 'yjs'
import { union, type Box } from '#canvas/bounds'
import { readElements } from '#canvas/document'
import type { Element } from '#canvas/element'
import type { Carried } from '#canvas/exchange/carried'
import { writeWithImages } from '#canvas/exchange/canvas_file'
import { boxOf, emptyPlace, hasRoomFor, insertElements } from '#canvas/exchange/insert'
import { nearPlace } from '#canvas/near_place'
import type { History } from '../history'
import { base64Of } from '../images/image_base64'
import type { ImageSource } from '../images/image_source'
import type { DeckCard } from '../pictures'
import type { Scene } from '../scene'
import type { Viewpoint } from '../viewpoint'
import { drawPicture, type DrawnPicture, type Factor } from './draw_picture'

/** What is taken from, and what is laid on. */
export interface ExchangeRoom {
  doc: Y.Doc
  host: HTMLElement
  scene: Scene
  history: History
  viewpoint: Viewpoint
  images: ImageSource
  /** Id of who does it. */
  author: string
  isReadOnly(): boolean
}

/** Takes what lies on a canvas elsewhere, and brings what comes from elsewhere. */
export class Exchange {
  /** The deck in other words or with other cards. */
  cards: readonly DeckCard[]
  readonly #room: ExchangeRoom

  constructor(room: ExchangeRoom, cards: readonly DeckCard[]) {
    this.#room = room
    this.cards = cards
  }

  /** Every element as the document has it, in drawing order. */
  document(): Element[] {
    return readElements(this.#room.doc)
  }

  /**
   * All that lies here as a file that can be imported again, with its images.
   * @throws when one of them cannot be had now
   */
  async file(): Promise<Blob> {
    const imageOf = async (image: string) => {
      const file = await this.#room.images.get(image, 'large')
      return file && base64Of(file)
    }
    const pieces = await Array.fromAsync(writeWithImages(this.document(), imageOf))
    return new Blob(pieces, { type: 'application/json' })
  }

  /** Draws elements, with none of these all, so many times larger; null when the browser cannot. */
  picture(ids: readonly string[], factor: Factor): Promise<DrawnPicture | null> {
    const { host, scene, images } = this.#room
    const chosen = new Set(ids)
    const shown = scene.all().filter(({ element }) => ids.length === 0 || chosen.has(element.id))
    return drawPicture({ host, shown, cards: this.cards, images }, factor)
  }

  /**
   * Lays elements where there is nothing yet, as one step to undo, and shows them.
   * @param where beside all that is there, or as near as can be to where one looks
   * @returns false, and nothing is laid, where there is no room
   */
  lay(carried: readonly Carried[], where: 'beside' | 'near' = 'beside'): boolean {
    const { doc, scene, history, viewpoint, author } = this.#room
    const box = boxOf(carried)
    const shift = box && this.#place(box, where)
    if (this.#room.isReadOnly() || !shift || !hasRoomFor(doc, carried)) return false
    history.step()
    const ids = insertElements(doc, carried, { ...shift, author }, history.origin)
    // What comes next is a step of its own, whatever it is.
    history.step()
    viewpoint.fit(union(ids.map((id) => scene.get(id)).filter((shown) => shown !== undefined)))
    return true
  }

  #place(box: Box, where: 'beside' | 'near') {
    const { scene, viewpoint } = this.#room
    const near =
      where === 'near'
        ? nearPlace(box, viewpoint.middle, (at) => scene.search(at).length === 0)
        : null
    return near ?? emptyPlace(union(scene.all()), box)
  }
}
