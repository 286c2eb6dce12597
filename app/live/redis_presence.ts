import { randomUUID } from 'node:crypto'
import type { RedisConnection } from '@adonisjs/redis'
import type { PresenceStore } from './presence_store.js'
import type { PresentPerson } from './protocol.js'

/** Milliseconds between the signs of life of a node. */
const BEAT = 3_000
/** A node that has given no sign for so long is gone: its people are shown no more. Milliseconds. */
const LIFE = 10_000
/** What nobody renews is forgotten. Milliseconds. */
const KEPT = 60_000

const NODES = 'belvedere:presence:nodes'
const keyOf = (channel: string) => `belvedere:presence:channel:${channel}`

// By the clock of the server, so that those of the nodes need not agree.
const NOW = `
  local time = redis.call('time')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)`

/**
 * Notes that a node lives. Answers whether it was not known to, those that live, and those that
 * have ended of late without a farewell.
 */
const LIVE = `${NOW}
  local oldest = now - ARGV[2]
  local before = redis.call('zscore', KEYS[1], ARGV[1])
  redis.call('zadd', KEYS[1], now, ARGV[1])
  redis.call('zremrangebyscore', KEYS[1], '-inf', now - ARGV[3])
  redis.call('pexpire', KEYS[1], ARGV[3])
  return {
    (before and tonumber(before) > oldest) and 0 or 1,
    redis.call('zrangebyscore', KEYS[1], oldest, '+inf'),
    redis.call('zrangebyscore', KEYS[1], '-inf', '(' .. oldest)
  }`

/** What the other living nodes say of a channel. */
const OTHERS = `${NOW}
  local said = {}
  for _, node in ipairs(redis.call('zrangebyscore', KEYS[1], now - ARGV[2], '+inf')) do
    local people = node ~= ARGV[1] and redis.call('hget', KEYS[2], node)
    if people then said[#said + 1] = people end
  end
  return said`

/**
 * Presence of several nodes over the Redis protocol: a hash for each channel with a field for each
 * node, and the times of the nodes' last signs of life. While the server is away each node shows
 * its own people; when it is back, every node tells of its people anew.
 */
export class RedisPresence implements PresenceStore {
  readonly #node = randomUUID()
  readonly #said = new Map<string, string>()
  readonly #listeners: ((hasLostNode: boolean) => void)[] = []
  readonly #beating: NodeJS.Timeout
  /** The nodes that live; null while that cannot be known. */
  #living: string | null = null
  #lost = new Set<string>()

  constructor(private readonly redis: RedisConnection) {
    this.#beating = setInterval(() => void this.beat(), BEAT).unref()
    void this.beat()
  }

  async put(channel: string, people: PresentPerson[]): Promise<void> {
    if (people.length > 0) this.#said.set(channel, JSON.stringify(people))
    else this.#said.delete(channel)
    // What does not arrive now is told again when the server is back.
    await this.#say([channel]).catch(() => undefined)
  }

  async others(channel: string): Promise<PresentPerson[]> {
    try {
      const said = await this.redis.eval(OTHERS, 2, NODES, keyOf(channel), this.#node, LIFE)
      return listIn(said).flatMap(peopleIn)
    } catch {
      return []
    }
  }

  onChange(listener: (hasLostNode: boolean) => void): void {
    this.#listeners.push(listener)
  }

  /** Gives a sign of life, and sees who else does. It is done every three seconds by itself. */
  async beat(): Promise<void> {
    const before = { living: this.#living, lost: this.#lost }
    try {
      const answer = await this.redis.eval(LIVE, 1, NODES, this.#node, LIFE, KEPT)
      const [isNew, living, lost] = listIn(answer)
      if (isNew === 1) await this.#say([...this.#said.keys()])
      else await this.#renew()
      this.#living = listIn(living).map(String).sort().join()
      this.#lost = new Set(listIn(lost).map(String))
    } catch {
      this.#living = null
    }
    if (this.#living === before.living) return
    const hasLostNode = !this.#lost.isSubsetOf(before.lost)
    for (const listener of this.#listeners) listener(hasLostNode)
  }

  async stop(): Promise<string[]> {
    clearInterval(this.#beating)
    const channels = [...this.#said.keys()]
    const farewell = this.redis.pipeline().zrem(NODES, this.#node)
    for (const channel of channels) farewell.hdel(keyOf(channel), this.#node)
    await farewell.exec().catch(() => undefined)
    return channels
  }

  async #say(channels: string[]): Promise<void> {
    const words = this.redis.pipeline()
    for (const channel of channels) {
      const people = this.#said.get(channel)
      if (people === undefined) words.hdel(keyOf(channel), this.#node)
      else words.hset(keyOf(channel), this.#node, people).pexpire(keyOf(channel), KEPT)
    }
    await words.exec()
  }

  async #renew(): Promise<void> {
    const renewal = this.redis.pipeline()
    for (const channel of this.#said.keys()) renewal.pexpire(keyOf(channel), KEPT)
    await renewal.exec()
  }
}

function listIn(answer: unknown): unknown[] {
  return Array.isArray(answer) ? answer : []
}

function peopleIn(text: unknown): PresentPerson[] {
  const people: unknown = typeof text === 'string' ? JSON.parse(text) : null
  return Array.isArray(people) ? people.filter(isPerson) : []
}

function isPerson(value: unknown): value is PresentPerson {
  return typeof value === 'object' && value !== null && 'id' in value && 'name' in value
}
