import type { EntryContent } from '#journal/entry'
import { findDraft, forgetDraft, keepDraft, type Draft } from './drafts.js'
import { sendEntry, type EntryAnswer } from './entry_request.js'

/** How saving stands; `untouched` until something is written. */
export type SaveStatus =
  | 'untouched'
  | 'saved'
  | 'saving'
  | 'unsaved'
  | 'waiting'
  | 'signedOut'
  | 'tooLong'
  | 'full'
  | 'refused'

/** Longest text that is saved; the server's limit. */
export const LONGEST_TEXT = 50_000

const PAUSE = 700
const NEXT_ATTEMPT = 4000

/**
 * Saves an entry while it is written. Every change is on this device at once and on the server
 * after a pause; each save names the version it was written over. One save is under way at a time,
 * and one whose answer was lost is sent again unchanged before anything newer, so that the server
 * knows it by its content.
 */
export class Autosave {
  content = $state.raw<EntryContent>({ text: '', cards: [], mood: null })
  status = $state<SaveStatus>('untouched')
  /** Words that were only on this device have come back. */
  isRestored = $state(false)
  /** Id of the entry as somebody else saved it; these words go on in a copy of their own. */
  other = $state<string | null>(null)
  id = $state('')
  over = $state<number | null>(null)

  #saved: EntryContent
  #pending: EntryContent | null = null
  #running: Promise<boolean> | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    readonly person: string,
    private start: Draft,
    private onsaved: (id: string) => void = () => undefined
  ) {
    this.id = start.id
    this.over = start.over
    this.content = contentOf(start)
    this.#saved = this.content
  }

  /** Brings back what this device has of the entry. Call it in the browser, once. */
  restore(fits: (draft: Draft) => boolean): Draft | undefined {
    const draft = findDraft(this.person, fits)
    if (!draft) return undefined
    this.id = draft.id
    this.over = draft.over
    this.content = contentOf(draft)
    if (this.#isSaved()) {
      forgetDraft(this.person, draft.id)
      return undefined
    }
    this.isRestored = true
    this.#schedule(0)
    return draft
  }

  /** Takes a change. */
  change(change: Partial<EntryContent>): void {
    this.content = { ...this.content, ...change }
    keepDraft(this.person, { ...this.start, ...this.content, id: this.id, over: this.over })
    if (this.status !== 'saving') this.status = 'unsaved'
    this.#schedule(PAUSE)
  }

  /** Saves now; answers whether everything is saved. */
  flush(): Promise<boolean> {
    clearTimeout(this.#timer)
    this.#running ??= this.#save().finally(() => (this.#running = null))
    return this.#running
  }

  /** Stops trying. */
  stop(): void {
    clearTimeout(this.#timer)
  }

  #isSaved(): boolean {
    return JSON.stringify(this.content) === JSON.stringify(this.#saved)
  }

  #schedule(after: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), after)
  }

  async #save(): Promise<boolean> {
    while (this.#pending || !this.#isSaved()) {
      const content = this.#pending ?? this.content
      if (content.text.length > LONGEST_TEXT) {
        this.#pending = null
        return this.#halt('tooLong')
      }
      this.#pending = content
      this.status = 'saving'
      try {
        const answer = await sendEntry(this.id, this.over, {
          ...content,
          sessionId: this.start.sessionId,
          phase: this.start.phase,
          canvasId: this.start.canvasId,
        })
        if (!this.#take(answer, content)) return false
      } catch {
        this.#schedule(NEXT_ATTEMPT)
        return this.#halt('waiting')
      }
    }
    if (this.status !== 'untouched') this.status = 'saved'
    forgetDraft(this.person, this.id)
    return true
  }

  #take({ status, code, entry, copy }: EntryAnswer, sent: EntryContent): boolean {
    this.#pending = null
    if (entry && (status === 200 || status === 201)) {
      this.over = entry.version
      this.#saved = sent
      this.onsaved(this.id)
      return true
    }
    if (entry && status === 409) {
      // The words under the writer's hands stay; they are the copy's now.
      forgetDraft(this.person, this.id)
      if (copy) {
        this.other = this.id
        this.id = copy.id
        this.over = copy.version
        this.#saved = sent
        this.onsaved(this.id)
      } else {
        this.over = entry.version
      }
      return true
    }
    if (status === 404 && this.over !== null) {
      // The server no longer has the entry: it becomes a new one.
      this.over = null
      return true
    }
    if (code === 'journal.full') return this.#halt('full')
    if (status === 401) return this.#halt('signedOut')
    if (status === 429 || status >= 500) {
      this.#pending = sent
      this.#schedule(NEXT_ATTEMPT)
      return this.#halt('waiting')
    }
    return this.#halt('refused')
  }

  #halt(status: SaveStatus): false {
    this.status = status
    return false
  }
}

function contentOf({ text, cards, mood }: EntryContent): EntryContent {
  return { text, cards, mood }
}
