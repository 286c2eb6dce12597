import type { HttpContext } from '@adonisjs/core/http'
import { findUnwellParts } from '#core/health/parts'

/**
 * Tells whether the appliance can serve, and which parts are not well:
 * `{ "status": "ready" | "degraded" | "unavailable", "parts": [{ "name", "reason" }] }`. With 503
 * when a part is missing that nothing works without.
 */
export default class CheckReadinessController {
  async handle({ response }: HttpContext) {
    const unwell = await findUnwellParts()
    response.header('cache-control', 'no-store')
    if (unwell.length === 0) return { status: 'ready' }
    const parts = unwell.map(({ name, reason }) => ({ name, reason }))
    if (!unwell.some(({ isNeeded }) => isNeeded)) return { status: 'degraded', parts }
    return response.status(503).send({ status: 'unavailable', parts })
  }
}
