import { v7 as newId } from 'uuid'
import { defineConsumer } from '#core/events/consumers'
import { hashToken, newToken } from '#core/keys/tokens'
import { tenancy } from '#core/tenancy/tenancy'
import { mailer } from '#messaging'
import { passwordResetMail } from '../mails.js'

const HOUR = 3_600_000

interface Recipient {
  name: string
  email: string
  locale: string
}

/**
 * Sends the link for a new password. The token is made here, not where it is asked for: an event
 * holds no secret, and whoever asked cannot tell by the time it takes that the address is known.
 */
export const sendPasswordReset = defineConsumer({
  name: 'accounts.sendPasswordReset',
  event: 'accounts.passwordResetRequested',
  isOutsideScope: true,
  async handle({ payload: { person } }) {
    if (!person) return
    const token = newToken()
    const recipient = await keep(person, token)
    if (recipient) await mailer.send(passwordResetMail(recipient, token))
  },
})

function keep(person: string, token: string): Promise<Recipient | null> {
  return tenancy.system('worker', async () => {
    await tenancy.recognise(person)
    const client = tenancy.client()
    const { rows } = await client.rawQuery<{ rows: Recipient[] }>(
      'select name, email, locale from people where id = ? and email is not null',
      [person]
    )
    const found = rows[0]
    if (!found) return null
    await client.table('password_resets').insert({
      id: newId(),
      person_id: person,
      token_hash: hashToken(token),
      expires_at: new Date(Date.now() + HOUR),
    })
    return { name: found.name, email: found.email, locale: found.locale }
  })
}
