import { defineConsumer } from '#core/events/consumers'
import { recordFailedSignIn } from '../actions/record_failed_sign_in.js'

/** Lets a failed sign-in be written down after it was answered. */
export const noteFailedSignIn = defineConsumer({
  name: 'accounts.noteFailedSignIn',
  event: 'accounts.signInFailed',
  isOutsideScope: true,
  handle: ({ payload: { person, kind } }) => recordFailedSignIn(person, kind),
})
