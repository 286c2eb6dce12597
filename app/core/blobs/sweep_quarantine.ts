import { defineConsumer } from '#core/events/consumers'
import { sweepQuarantine } from './quarantine.js'

/** Tidies the quarantine, whichever process put something there. */
export const sweepQuarantineHourly = defineConsumer({
  name: 'core.sweepQuarantine',
  event: 'core.hourPassed',
  isOutsideScope: true,
  handle: () => sweepQuarantine(new Date()),
})
