import { registry } from './metrics.js'

const LONGEST_MS = 2_500

/** What is looked at only when Prometheus asks. */
export interface Sampler {
  /** Looks, and sets gauges. */
  sample(): Promise<void>
  /** Makes the gauges say that nothing is known: a value of before would be taken for one of now. */
  forget(): void
}

const samplers: Sampler[] = []

/** Has something looked at whenever Prometheus asks. */
export function defineSampler(sampler: Sampler): void {
  samplers.push(sampler)
}

/** All measures in the text form of Prometheus. What cannot be found out in time is left open. */
export async function scrape(): Promise<string> {
  await Promise.all(samplers.map(sampleInTime))
  return registry.metrics()
}

/** The media type of `scrape`. */
export const METRICS_TYPE = registry.contentType

async function sampleInTime(sampler: Sampler): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('late')), LONGEST_MS)
  try {
    await Promise.race([sampler.sample(), late])
  } catch {
    sampler.forget()
  } finally {
    clearTimeout(timer)
  }
}
