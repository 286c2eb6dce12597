import type { Locale } from '#config/locales'

/** A fault of a deck, in the reader's language. */
export type DeckFault = { code: string; message: string; field?: string }

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
  decks: {
    id: string
    title: string
    description: string
    licence: string
    attribution: string
    languages: Locale[]
    isOwn: boolean
    version: number
    size: number
    mayExport: boolean
  }[]
  result: ImportResult | null
}
