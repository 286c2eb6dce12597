import type { HttpContext } from '@adonisjs/core/http'
import { safePath } from '../sign_in/safe_path.js'

/** Shows the sign-in page; who is signed in goes straight on. */
export default class ShowSignInController {
  handle({ request, response, inertia, signIn }: HttpContext) {
    const next = safePath(request.qs().next, '/home')
    if (signIn) return response.redirect(next)
    return inertia.render('accounts/sign_in', { next })
  }
}
