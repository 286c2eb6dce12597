import { defineConsumer } from '#core/events/consumers'
import { tenancy } from '#core/tenancy/tenancy'
import { noteTime } from '../actions/note_time.js'

/** Remembers what the clock says, whether or not somebody looks. */
export const noteHour = defineConsumer({
  name: 'entitlements.noteHour',
  event: 'core.hourPassed',
  isOutsideScope: true,
  handle: () => tenancy.system('licence', () => noteTime(new Date())),
})
