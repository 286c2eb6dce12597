import limiter from '@adonisjs/limiter/services/main'
import { Refusal } from '#core/errors/refusal'
import { withinLimit } from '#core/limits/within_limit'
import { inTurn } from './in_turn.js'

/** Misses in a minute from one address: a room full of people behind one may all mistype once. */
const PER_ADDRESS = 30

/** Misses in a minute from everywhere, so that many addresses do not help who guesses. */
const OVERALL = 600

const addresses = () => limiter.use({ requests: PER_ADDRESS, duration: '1 minute' })
const everywhere = () => limiter.use({ requests: OVERALL, duration: '1 minute' })
const EVERYWHERE = 'join'

/**
 * Looks for what a join code opens, and counts misses: whoever guesses is soon made to wait, while
 * those who bring a right code never are on their own account. What all addresses together have
 * missed holds up only those that have missed themselves, so that strangers keep nobody out.
 *
 * Counts before it looks and gives back what was no miss, so that guesses made at once count too;
 * one address looks in turn, so that a room that comes at once is not taken for guesses.
 *
 * @throws core.tooManyRequests with the seconds to wait
 */
export function throttleCodes<Result>(
  address: string,
  look: () => Promise<Result>
): Promise<Result> {
  return inTurn(address, async () => {
    const key = `join:${address}`
    const { consumed } = await withinLimit(addresses().consume(key))
    const hasMissed = consumed > 1
    try {
      if (hasMissed) await withinLimit(everywhere().consume(EVERYWHERE))
    } catch (error) {
      await addresses().decrement(key)
      throw error
    }
    try {
      const found = await look()
      await giveBack(key, hasMissed)
      return found
    } catch (error) {
      const isMiss = error instanceof Refusal && error.code === 'programs.unknownCode'
      if (!isMiss) await giveBack(key, hasMissed)
      else if (!hasMissed) await everywhere().increment(EVERYWHERE)
      throw error
    }
  })
}

async function giveBack(key: string, hasMissed: boolean): Promise<void> {
  await addresses().decrement(key)
  if (hasMissed) await everywhere().decrement(EVERYWHERE)
}
