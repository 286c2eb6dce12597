import type { Founding } from '#accounts'

/**
 * Adds to the demo organisation. Works inside the scope in which it is made, so that a kill in the
 * middle leaves nothing half done; `tenancy.become` changes who acts.
 */
export type DemoSeed = (demo: Founding) => Promise<void>

const seeds: DemoSeed[] = []

/** A module registers what it adds to the demo organisation, in the order of the modules. */
export function registerDemoSeed(seed: DemoSeed): void {
  seeds.push(seed)
}

/** What all modules add to the demo organisation. */
export function demoSeeds(): readonly DemoSeed[] {
  return seeds
}
