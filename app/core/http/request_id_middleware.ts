import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { currentRequest } from './current_request.js'

/** Lets logs and audit entries name the request they belong to. */
export default class RequestIdMiddleware {
  async handle({ request }: HttpContext, next: NextFn) {
    await currentRequest.run(request.id() ?? '', next)
  }
}
