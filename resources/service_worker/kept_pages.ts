/** What a page asks to be kept, so that it opens without a network: itself, and what it is made of. */
export interface ToKeep {
  /** Its path on this origin. */
  page: string
  /** Addresses on this origin. */
  parts: string[]
}

/** Pages that somebody had open, as they were written for them, and what they show of others. */
export const PAGES = 'pages'
/** Scripts, styles, fonts and pictures of the open decks: the same for everybody, for ever. */
export const PARTS = 'parts'
/** What stands in for a page that is not kept. */
export const OFFLINE_PAGE = '/offline'
/** Where parts of a page lie that never change. */
export const UNCHANGING = /^\/(assets|decks)\//

/** Whether a message asks for a page to be kept. */
export function isToKeep(message: unknown): message is ToKeep {
  return (
    typeof message === 'object' &&
    message !== null &&
    'page' in message &&
    typeof message.page === 'string' &&
    'parts' in message &&
    Array.isArray(message.parts) &&
    message.parts.every((part) => typeof part === 'string')
  )
}
