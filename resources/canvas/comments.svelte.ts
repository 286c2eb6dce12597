import type { Comment, Discussion, Thread } from '#canvas/comments/discussion'
import { followChannel } from '~/follow_channel'
import { sendJson } from '~/post_json'
import type { CommentDraft } from './comment_drafts'

/** The number of the last comment of a thread. */
export const lastOf = ({ comments }: Thread): number => comments.at(-1)?.number ?? 0

/** Whether somebody else wrote a comment after the last that the person has seen. */
export const isNew = ({ isMine, number, words }: Comment, seen: number): boolean =>
  !isMine && words !== null && number > seen

/** What is said beside a canvas, kept up to date, and what a person says. */
export class CommentFollower {
  /** Null until it is known, and for who may not know it. */
  now = $state.raw<Discussion | null>(null)
  /** Whether the server has said what there is, or that the person may not know it. */
  isAnswered = $state(false)
  readonly #canvas: string
  #isAsking = false
  #isStale = false

  constructor(canvas: string) {
    this.#canvas = canvas
  }

  /** Follows it until the function that is returned is called. */
  follow(): () => void {
    return followChannel(`canvas:${this.#canvas}`, async () => {
      await this.#ask()
      return this.now !== null
    })
  }

  /** Sends a comment. Like the others: null when it was done, else why not; empty when nobody said. */
  write({ id, words, on }: CommentDraft): Promise<string | null> {
    return this.#act('POST', 'comments', { id, words, ...on })
  }

  edit(comment: string, words: string): Promise<string | null> {
    return this.#act('PUT', `comments/${comment}`, { words })
  }

  remove(comment: string): Promise<string | null> {
    return this.#act('DELETE', `comments/${comment}`, {})
  }

  resolve(thread: string, resolved: boolean): Promise<string | null> {
    return this.#act('PUT', `threads/${thread}`, { resolved })
  }

  /** Remembers that the person has seen all that is there now. */
  async see(): Promise<void> {
    const { now } = this
    if (!now) return
    const number = Math.max(0, ...now.threads.map(lastOf))
    if (number <= now.seen) return
    this.now = { ...now, seen: number }
    await sendJson('POST', this.#address('comments/seen'), { number })
  }

  #address(what: string): string {
    return `/canvases/${this.#canvas}/${what}`
  }

  async #act(
    method: 'POST' | 'PUT' | 'DELETE',
    what: string,
    fields: Record<string, unknown>
  ): Promise<string | null> {
    const answer = await sendJson(method, this.#address(what), fields)
    if (!answer.ok) return answer.message ?? ''
    if (isDiscussion(answer.body)) this.#take(answer.body)
    return null
  }

  /** Asks once at a time, and once more when something has changed meanwhile. */
  async #ask(): Promise<void> {
    this.#isStale = true
    if (this.#isAsking) return
    this.#isAsking = true
    while (this.#isStale) {
      this.#isStale = false
      const headers = { accept: 'application/json' }
      const response = await fetch(this.#address('comments'), { headers }).catch(() => null)
      if (response?.status === 404) {
        this.now = null
        this.isAnswered = true
      }
      if (!response?.ok) continue
      const body: unknown = await response.json().catch(() => null)
      if (isDiscussion(body)) this.#take(body)
    }
    this.#isAsking = false
  }

  /** What the server heard last of what is seen may be older than what the page knows. */
  #take(next: Discussion): void {
    this.isAnswered = true
    this.now = { ...next, seen: Math.max(next.seen, this.now?.seen ?? 0) }
  }
}

function isDiscussion(value: unknown): value is Discussion {
  return typeof value === 'object' && value !== null && 'threads' in value && 'seen' in value
}
