declare module '#core/events/event' {
  interface EventPayloads {
    /** An organisation has a deck that it had not, or had removed. */
    'library.deckImported': { deck: string; cards: number }
    /** A deck of an organisation is there in another version. */
    'library.deckReplaced': { deck: string; cards: number; version: number }
    /** A deck of an organisation is offered no more. */
    'library.deckRemoved': { deck: string }
  }
}

export {}
