import { defineConfig } from '@adonisjs/core/logger'
import app from '@adonisjs/core/services/app'
import { settings } from '#config/settings'
import { framesOf, kindOf } from '#core/errors/describe_error'
import { currentTrace } from '#core/observability/tracing'

/** One JSON line per record on standard output. Records hold ids, never names, addresses or words. */
export default defineConfig({
  default: 'app',
  loggers: {
    app: {
      enabled: true,
      name: 'belvedere',
      level: app.inTest ? 'silent' : settings.logLevel,
      mixin: () => {
        const trace = currentTrace()
        return trace ? { trace_id: trace.traceId } : {}
      },
      // The framework hands over whole errors now and then, and their messages quote what they met.
      serializers: { err: describe, error: describe },
      redact: {
        paths: [
          'password',
          '*.password',
          'token',
          '*.token',
          'email',
          '*.email',
          '*.headers',
          'headers',
          'cookie',
          '*.cookie',
          'authorization',
          '*.authorization',
        ],
        censor: '[redacted]',
      },
    },
  },
})

function describe(error: unknown) {
  return { kind: kindOf(error), at: framesOf(error, 8).map(({ file, line }) => `${file}:${line}`) }
}
