import type { HttpContext } from '@adonisjs/core/http'
import { findUnwellParts } from '../health/check_parts.js'

/** Tells whether the appliance can serve, and which part keeps it from doing so. */
export default class CheckReadinessController {
  async handle({ response }: HttpContext) {
    const parts = await findUnwellParts()
    response.header('cache-control', 'no-store')
    if (parts.length === 0) return { status: 'ready' }
    return response.status(503).send({ status: 'unavailable', parts })
  }
}
