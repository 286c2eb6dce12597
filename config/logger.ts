import { defineConfig } from '@adonisjs/core/logger'
import app from '@adonisjs/core/services/app'
import { settings } from '#config/settings'

/** One JSON line per record on standard output. Records hold ids, never names, addresses or words. */
export default defineConfig({
  default: 'app',
  loggers: {
    app: {
      enabled: true,
      name: 'belvedere',
      level: app.inTest ? 'silent' : settings.logLevel,
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
        ],
        censor: '[redacted]',
      },
    },
  },
})
