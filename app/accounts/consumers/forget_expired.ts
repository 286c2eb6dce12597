import { defineConsumer } from '#core/events/consumers'
import { tenancy } from '#core/tenancy/tenancy'

/** Forgets sign-in sessions, invitations and password resets that have expired. */
export const forgetExpired = defineConsumer({
  name: 'accounts.forgetExpired',
  event: 'core.hourPassed',
  async handle() {
    const client = tenancy.client()
    // The policies show the worker nothing but what has expired.
    await client.from('sign_in_sessions').delete()
    await client.from('invitations').delete()
    await client.from('password_resets').delete()
  },
})
