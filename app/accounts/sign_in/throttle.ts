import { createHash } from 'node:crypto'
import limiter from '@adonisjs/limiter/services/main'
import { withinLimit } from '#core/limits/within_limit'
import { errors } from '../errors.js'
import { FREE_FAILURES, waitAfter } from './wait_after.js'

/** Failures from one network address are looser: many people may share it. */
const FAILURES_PER_ADDRESS = 100
/** Failures for one account from everywhere, so that many addresses do not multiply the guesses. */
const FAILURES_PER_ACCOUNT = 100

const failures = () => limiter.use({ requests: 1_000, duration: '1 day' })
const accounts = () => limiter.use({ requests: FAILURES_PER_ACCOUNT, duration: '1 hour' })
const waits = () => limiter.use({ requests: 1, duration: '1 day' })
const addresses = () => limiter.use({ requests: FAILURES_PER_ADDRESS, duration: '15 minutes' })

// Only hashes are kept, so that the limiter's store holds nobody's address.
const keyOf = (kind: string, text: string) =>
  `${kind}:${createHash('sha256').update(text).digest('base64url')}`

/** The refusal of one who has tried too often, to be tried again after so many seconds. */
export const tooManyAttempts = (retryAfter: number) =>
  errors.tooManyAttempts({ retryAfter, values: { minutes: Math.ceil(retryAfter / 60) } })

/** What a secret is guessed for (an email address) and from which network address. */
export interface Attempt {
  account: string
  address: string
  /** What the browser is known by to the account, when its person has signed in with it before. */
  device?: string | null
}

const keyOfAttempt = ({ account, address, device }: Attempt) =>
  device ? keyOf('device', `${account} ${device}`) : keyOf('attempt', `${account} ${address}`)

/**
 * Counts an attempt before it is made, so that attempts made at once count too. After five failures
 * in a row for one account from one address the waits grow: a stranger elsewhere locks nobody out.
 * Many strangers make the other strangers wait; a browser known to the account has a count of its
 * own, so that its person comes in all the same.
 *
 * @throws accounts.tooManyAttempts (429)
 */
export async function countAttempt(attempt: Attempt): Promise<void> {
  await withinLimit(count(attempt), tooManyAttempts)
}

async function count(attempt: Attempt): Promise<void> {
  const { account, address, device } = attempt
  const key = keyOfAttempt(attempt)
  const wait = await waits().availableIn(key)
  if (wait > 0) throw tooManyAttempts(wait)
  if (!device) {
    await addresses().consume(keyOf('address', address))
    await accounts().consume(keyOf('account', account))
  }
  const { consumed } = await failures().increment(key)
  if (consumed < FREE_FAILURES) return
  await waits().consume(key)
  await waits().block(key, waitAfter(consumed))
}

/** Forgets the attempts of an account whose secret was right. */
export async function forgiveAttempts(attempt: Attempt): Promise<void> {
  const { account, address, device } = attempt
  const key = keyOfAttempt(attempt)
  await failures().delete(key)
  await waits().delete(key)
  if (device) return
  await accounts().decrement(keyOf('account', account))
  await addresses().decrement(keyOf('address', address))
}
