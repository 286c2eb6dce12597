import type { SetupStep } from './set_up.props'

/** The steps of the set-up, in their order. */
export const steps: readonly SetupStep[] = [
  'organisation',
  'address',
  'mail',
  'time',
  'licence',
  'parts',
  'rest',
]
