import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { signIn } from '../actions/sign_in.js'
import { presentPassword } from '../passwords/password_field.js'

/** Body of `POST /api/v1/sessions/sign-in`. */
export const apiSignIn = vine.create({
  email: vine.string().trim().email().maxLength(254),
  password: presentPassword(),
})

/** Answer of `POST /api/v1/sessions/sign-in`. */
export const apiSignedIn = vine.create({
  token: vine.string(),
  expiresAt: vine.string().meta({ format: 'date-time' }),
  person: vine.object({
    id: vine.string().uuid(),
    name: vine.string(),
    email: vine.string(),
    locale: vine.string(),
  }),
  organisation: vine.object({ id: vine.string().uuid(), name: vine.string() }),
})

/** Signs a program or device in and gives it a bearer token. */
export default class CreateApiSessionController {
  async handle({ request }: HttpContext) {
    const { email, password } = await request.validateUsing(apiSignIn)
    const signedIn = await signIn({
      email,
      password,
      kind: 'api',
      label: '',
      address: request.ip(),
      device: null,
    })
    return {
      token: signedIn.token,
      expiresAt: signedIn.expiresAt.toISOString(),
      person: {
        id: signedIn.person.id,
        name: signedIn.person.name,
        email: signedIn.person.email,
        locale: signedIn.person.locale,
      },
      organisation: { id: signedIn.organisation.id, name: signedIn.organisation.name },
    }
  }
}
