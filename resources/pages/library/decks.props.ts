import type { DeckView } from '#library/queries/list_decks'

/** A fault of a deck, in the reader's language. */
export type DeckFault = {
  /** The card or file, and the field as people call it; what is known of it. */
  where: string[]
  /** The same as it is in the deck: `cards/kite.json: texts.en.word`; empty when there is none. */
  path: string
  text: string
}

/** What became of an import. */
export type ImportResult =
  | { ok: true; cards: number; replaced: boolean; warnings: DeckFault[] }
  | {
      ok: false
      refusals: DeckFault[]
      warnings: DeckFault[]
      /** All that stands against it is a deck of the same id, which may be replaced. */
      mayReplace: boolean
    }

/** Props of the page of decks. */
export type DecksProps = {
  /** Whether the reader may import and remove. */
  mayManage: boolean
  decks: (Omit<DeckView, 'themes'> & { mayExport: boolean })[]
  result: ImportResult | null
}
