import { createHash } from 'node:crypto'
import limiter from '@adonisjs/limiter/services/main'
import { events } from '#core/events/events'
import { withinLimit } from '#core/limits/within_limit'
import { tenancy } from '#core/tenancy/tenancy'
import { normaliseEmail } from '../email_address.js'
import { findCredentials } from '../queries/find_credentials.js'
import { tooManyAttempts } from '../sign_in/throttle.js'

const perAddress = () => limiter.use({ requests: 30, duration: '15 minutes' })
const perAccount = () => limiter.use({ requests: 3, duration: '15 minutes' })

/**
 * Sends a link for choosing a new password, if the address belongs to somebody. Who asks cannot see
 * whether it does. More than three mails in a quarter of an hour are not sent.
 *
 * @throws accounts.tooManyAttempts (429) for a network address that asks again and again
 */
export async function requestPasswordReset(request: {
  email: string
  address: string
}): Promise<void> {
  const email = normaliseEmail(request.email)
  await withinLimit(perAddress().consume(`reset:${request.address}`), tooManyAttempts)
  const key = createHash('sha256').update(email).digest('base64url')
  await perAccount().attempt(`reset:${key}`, () => tell(email))
}

/** The same is done for an unknown address, so that nobody learns from the time it takes. */
async function tell(email: string): Promise<void> {
  const known = await tenancy.knowing(email, () => findCredentials(email))
  await tenancy.system('worker', () =>
    events.emit({
      name: 'accounts.passwordResetRequested',
      payload: { person: known?.person ?? null },
    })
  )
}
