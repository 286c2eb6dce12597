import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { metrics } from '#core/observability/metrics'
import { parseTraceparent, type TraceContext } from '#core/observability/trace_context'
import { inTrace, openTrace } from '#core/observability/tracing'
import { isTrustedProxy } from './trusted_proxies.js'

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Stands for the route of a file that is served as it is. */
const FILE = 'file'

/** The status that is told when who asked did not wait for the answer. */
const CLIENT_GONE = 499

/**
 * Lets every request be seen: as a trace, in the measures, and as one line of the log. Told are the
 * pattern of the route and never the address, which may hold secrets and words.
 */
export default class ObserveRequestsMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const startedAt = performance.now()
    const method = methodOf(ctx)
    const options = { kind: 'server', startedAt } as const
    const opened = openTrace(method, options, callerOf(ctx))
    ctx.response.response.once('close', () => {
      const route = ctx.route?.pattern ?? FILE
      const answer = ctx.response.response
      const status = answer.writableFinished ? answer.statusCode : CLIENT_GONE
      const ms = performance.now() - startedAt
      metrics.httpSeconds.observe({ method, route, status }, ms / 1000)
      opened.end({
        name: `${method} ${route}`,
        attributes: {
          'http.request.method': method,
          'http.route': route,
          'http.response.status_code': status,
          'belvedere.request': ctx.request.id() ?? '',
        },
        hasFailed: status >= 500,
      })
      const trace_id = opened.context.traceId
      const line = { method, route, status, ms: Math.round(ms * 10) / 10, trace_id }
      ctx.logger[isNoise(route) ? 'debug' : 'info'](line, 'request')
    })
    await inTrace(opened.context, next)
  }
}

/** Files and what watches the appliance ask all day long. */
function isNoise(route: string): boolean {
  return route === FILE || route.startsWith('/health/') || route === '/metrics'
}

function methodOf({ request }: HttpContext): string {
  return METHODS.has(request.method()) ? request.method() : 'OTHER'
}

/** A trace is gone on with when a proxy of ours began it; anybody else could fill our traces. */
function callerOf({ request }: HttpContext): TraceContext | null {
  if (!isTrustedProxy(request.request.socket.remoteAddress)) return null
  return parseTraceparent(request.header('traceparent'))
}
