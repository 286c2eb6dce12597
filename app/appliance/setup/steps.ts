/** The steps of the set-up, in their order. The first is taken with the one-time link. */
export const SETUP_STEPS = [
  'organisation',
  'address',
  'mail',
  'time',
  'licence',
  'parts',
  'rest',
] as const

/** One of `SETUP_STEPS`. */
export type SetupStep = (typeof SETUP_STEPS)[number]

/** Whether a text names a step. */
export function isSetupStep(text: unknown): text is SetupStep {
  return SETUP_STEPS.some((step) => step === text)
}
