import type { CardFace } from '#library/card_view'
import { fetchFaces } from '../../fetch_faces.js'

/** The faces of a session's cards: at first those that were picked, soon those of all. */
export class CardFaces {
  #cards = $state.raw<readonly CardFace[]>([])
  #isLoading = false

  /** @param picked what the page knows already */
  constructor(picked: readonly CardFace[]) {
    this.#cards = picked
  }

  get cards(): readonly CardFace[] {
    return this.#cards
  }

  /** Loads the faces of all cards, once; when they did not come, the next call tries again. */
  async load(): Promise<void> {
    if (this.#isLoading) return
    this.#isLoading = true
    try {
      const { cards, retired } = await fetchFaces()
      this.#cards = [...cards, ...retired]
    } catch {
      this.#isLoading = false
    }
  }
}
