import type * as Y from 'yjs'
import { elementsOf, readElement } from '#canvas/document'
import type { Element } from '#canvas/element'

/** What a person has changed here and the server has not said to be stored. */
export class Unconfirmed {
  readonly #doc: Y.Doc
  readonly #ids: Set<string>

  /**
   * @param before ids of elements that were changed before the document was opened
   * @param changed tells the ids whenever there are others
   */
  constructor(
    doc: Y.Doc,
    before: readonly string[],
    private readonly changed: (ids: readonly string[]) => void
  ) {
    this.#doc = doc
    this.#ids = new Set(before)
    elementsOf(doc).observeDeep(this.#note)
  }

  /** Everything has arrived. */
  clear() {
    if (this.#ids.size === 0) return
    this.#ids.clear()
    this.changed([])
  }

  /** The elements that were made or changed, as they are here. */
  elements(): Element[] {
    return [...this.#ids].flatMap((id) => readElement(this.#doc, id) ?? [])
  }

  /** How many elements were removed. */
  get removed(): number {
    return [...this.#ids].filter((id) => !elementsOf(this.#doc).has(id)).length
  }

  readonly #note = (events: Y.YEvent<Y.AbstractType<unknown>>[], { local }: Y.Transaction) => {
    if (!local) return
    const before = this.#ids.size
    for (const event of events) {
      const [id] = event.path
      if (id !== undefined) this.#ids.add(String(id))
      else for (const key of event.changes.keys.keys()) this.#ids.add(key)
    }
    if (this.#ids.size > before) this.changed([...this.#ids])
  }
}
