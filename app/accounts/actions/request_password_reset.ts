import { createHash } from 'node:crypto'
import limiter from '@adonisjs/limiter/services/main'
import { v7 as newId } from 'uuid'
import { hashToken, newToken } from '#core/keys/tokens'
import { tenancy } from '#core/tenancy/tenancy'
import { mailer } from '#messaging'
import { normaliseEmail } from '../email_address.js'
import { errors } from '../errors.js'
import { passwordResetMail } from '../mails.js'

const HOUR = 3_600_000
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
  const asked = await perAddress().attempt(`reset:${request.address}`, () => true)
  if (!asked) throw errors.tooManyAttempts({ retryAfter: 900, values: { minutes: 15 } })
  const key = createHash('sha256').update(email).digest('base64url')
  await perAccount().attempt(`reset:${key}`, () => send(email))
}

async function send(email: string): Promise<void> {
  const token = newToken()
  const person = await tenancy.knowing(email, async () => {
    const { rows } = await tenancy.client().rawQuery<{
      rows: { id: string; name: string; locale: string }[]
    }>('select id, name, locale from people where email = ?', [email])
    const found = rows[0]
    if (!found) return null
    await tenancy.recognise(found.id)
    await tenancy
      .client()
      .table('password_resets')
      .insert({
        id: newId(),
        person_id: found.id,
        token_hash: hashToken(token),
        expires_at: new Date(Date.now() + HOUR),
      })
    return found
  })
  if (!person) return
  await mailer.send(passwordResetMail({ email, name: person.name, locale: person.locale }, token))
}
