import type { HttpContext } from '@adonisjs/core/http'
import { readJoinCode } from '../joining/join_code.js'

/** The page that asks for a code. A form without scripts comes back here with it: `?code=`. */
export default class ShowJoinController {
  handle({ request, response, inertia }: HttpContext) {
    const typed: unknown = request.qs().code
    if (typeof typed === 'string' && typed.trim() !== '') {
      const code = readJoinCode(typed) ?? typed.trim().slice(0, 20)
      return response.redirect(`/join/${encodeURIComponent(code)}`)
    }
    return inertia.render('programs/join', { code: '', problem: null })
  }
}
