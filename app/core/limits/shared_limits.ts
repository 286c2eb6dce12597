import { errors } from '@adonisjs/limiter'
import type { LimiterResponse } from '@adonisjs/limiter'
import LimiterMemoryStore from '@adonisjs/limiter/stores/memory'
import LimiterRedisStore from '@adonisjs/limiter/stores/redis'
import type { LimiterConsumptionOptions, LimiterStoreContract } from '@adonisjs/limiter/types'
import type { RedisConnection } from '@adonisjs/redis'

const PREFIX = 'belvedere:limit:'

/** Counts in one go that are told to a server that is back. */
const AT_ONCE = 500

/**
 * Raises a count to what a node last knew of it, in case the server has forgotten, and adds what
 * the node has counted alone since.
 */
const RAISE = `
  local count = math.max(tonumber(redis.call('get', KEYS[1]) or '0'), tonumber(ARGV[1]))
  local left = math.max(redis.call('pttl', KEYS[1]), tonumber(ARGV[3]))
  redis.call('set', KEYS[1], count + ARGV[2], 'PX', left)`

/**
 * A limit that all nodes count together over the Redis protocol. Each node remembers the counts
 * that it has to do with. While the server cannot be asked it counts on alone from there, against
 * the whole limit; when the server is back it is told, whatever it has forgotten meanwhile.
 */
export class SharedLimits implements LimiterStoreContract {
  static readonly #all = new Set<SharedLimits>()

  readonly name = 'shared'
  readonly #shared: LimiterRedisStore
  readonly #own: LimiterMemoryStore
  /** The counts that this node has to do with, as they were last heard from the server. */
  readonly #known = new Map<string, number>()
  readonly #prefix: string
  /** Whether the server may not know what this node knows. */
  #isBehind = false
  #telling: Promise<void> | null = null

  constructor(
    private readonly redis: RedisConnection,
    options: LimiterConsumptionOptions
  ) {
    // Different limits may count under the same key.
    this.#prefix = `${PREFIX}${options.requests}/${options.duration}`
    SharedLimits.#all.add(this)
    this.#shared = new LimiterRedisStore(redis, { ...options, keyPrefix: this.#prefix })
    this.#own = new LimiterMemoryStore({ ...options, keyPrefix: this.#prefix })
    redis.on('close', () => {
      this.#isBehind = true
    })
    redis.on('ready', () => {
      // Whoever asks next tells it, should it fail now.
      this.#catchUp().catch(() => undefined)
    })
  }

  get requests(): number {
    return this.#own.requests
  }

  get duration(): number {
    return this.#own.duration
  }

  get blockDuration(): number {
    return this.#own.blockDuration
  }

  consume(key: string | number, amount?: number): Promise<LimiterResponse> {
    return this.#ask(key, (store) => store.consume(key, amount))
  }

  increment(key: string | number, amount?: number): Promise<LimiterResponse> {
    return this.#ask(key, (store) => store.increment(key, amount))
  }

  decrement(key: string | number, amount?: number): Promise<LimiterResponse> {
    return this.#ask(key, (store) => store.decrement(key, amount))
  }

  block(key: string | number, duration: string | number): Promise<LimiterResponse> {
    return this.#ask(key, (store) => store.block(key, duration))
  }

  set(
    key: string | number,
    requests: number,
    duration?: string | number
  ): Promise<LimiterResponse> {
    return this.#ask(key, (store) => store.set(key, requests, duration))
  }

  get(key: string | number): Promise<LimiterResponse | null> {
    return this.#ask(key, (store) => store.get(key))
  }

  async delete(key: string | number): Promise<boolean> {
    this.#known.delete(String(key))
    const isKnown = await this.#own.delete(key)
    try {
      return await this.#shared.delete(key)
    } catch (error) {
      this.#fallBehind(error)
      return isKnown
    }
  }

  /** Forgets every count of every limit. */
  async clear(): Promise<void> {
    for (const each of SharedLimits.#all) {
      each.#known.clear()
      await each.#own.clear()
    }
    let cursor = '0'
    do {
      const [next, keys] = await this.redis.scan(cursor, 'MATCH', `${PREFIX}*`, 'COUNT', AT_ONCE)
      if (keys.length > 0) await this.redis.unlink(...keys)
      cursor = next
    } while (cursor !== '0')
  }

  async #ask<Answer extends LimiterResponse | null>(
    key: string | number,
    work: (store: LimiterStoreContract) => Promise<Answer>
  ): Promise<Answer> {
    let answer: Answer
    try {
      if (this.#isBehind) await this.#catchUp()
      answer = await work(this.#shared)
    } catch (error) {
      if (error instanceof errors.E_TOO_MANY_REQUESTS) {
        await this.#remember(String(key), error.response)
        throw error
      }
      this.#fallBehind(error)
      this.#known.set(String(key), this.#known.get(String(key)) ?? 0)
      return work(this.#own)
    }
    await this.#remember(String(key), answer)
    return answer
  }

  async #remember(key: string, answer: LimiterResponse | null): Promise<void> {
    if (!answer || answer.availableIn <= 0) {
      this.#known.delete(key)
      await this.#own.delete(key)
      return
    }
    await this.#own.set(key, answer.consumed, answer.availableIn)
    this.#known.set(key, answer.consumed)
    if (this.#known.size % AT_ONCE === 0) await this.#forgetOld()
  }

  async #forgetOld(): Promise<void> {
    for (const key of [...this.#known.keys()]) {
      if (!(await this.#own.get(key))) this.#known.delete(key)
    }
  }

  #fallBehind(error: unknown): void {
    this.#isBehind = true
    // A server that does not answer is left at once, so that nobody else waits for it.
    if (error instanceof Error && error.message === 'Command timed out') {
      this.redis.ioConnection.disconnect(true)
    }
  }

  #catchUp(): Promise<void> {
    this.#telling ??= this.#tellAll().finally(() => (this.#telling = null))
    return this.#telling
  }

  async #tellAll(): Promise<void> {
    await this.#forgetOld()
    const left = [...this.#known]
    while (left.length > 0) {
      const told = this.redis.pipeline()
      const now = new Map<string, number>()
      for (const [key, shared] of left.splice(0, AT_ONCE)) {
        const own = await this.#own.get(key)
        if (!own || own.availableIn <= 0) continue
        const alone = Math.max(0, own.consumed - shared)
        const known = Math.min(shared, own.consumed)
        told.eval(RAISE, 1, `${this.#prefix}:${key}`, known, alone, own.availableIn * 1000)
        now.set(key, own.consumed)
      }
      const answers = (await told.exec()) ?? []
      const failed = answers.find(([error]) => error)
      if (failed?.[0]) throw failed[0]
      for (const [key, count] of now) this.#known.set(key, count)
    }
    this.#isBehind = false
  }
}
