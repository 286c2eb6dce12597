import { randomUUID } from 'node:crypto'
import type { ApplicationService } from '@adonisjs/core/types'
import { collectDefaultMetrics } from 'prom-client'
import { publicUrl, settings } from '#config/settings'
import { SettingsError } from '#core/settings/read_settings'
import { reportErrorsTo } from './error_reports.js'
import { metrics, registry } from './metrics.js'
import { recordTo } from './tracing.js'
import { versionOf } from './version.js'

/** What a process does of the appliance's work. */
export type Role = 'web' | 'worker'

/**
 * Lets this process be observed as far as the settings want it: measures, traces, error reports.
 * What is not configured is not even loaded.
 *
 * @returns ends it, after what has been gathered was sent
 * @throws when the operator's address or the one for error reports cannot be used
 */
export async function observe(app: ApplicationService, role: Role): Promise<() => Promise<void>> {
  const version = versionOf(app.makePath('package.json'))
  metrics.buildInfo.set({ version, node: process.version }, 1)
  collectDefaultMetrics({ register: registry })
  const ends = [
    await reportErrors(app, version),
    await exportTraces(role, version),
    await listen(app),
  ]
  if (publicUrl.startsWith('https:')) {
    const { watchCertificate } = await import('./certificate.js')
    watchCertificate(publicUrl)
  }
  return async () => {
    await Promise.all(ends.map((end) => end()))
  }
}

const nothing = async () => undefined

async function exportTraces(role: Role, version: string): Promise<() => Promise<void>> {
  if (!settings.tracesUrl) return nothing
  const { OtlpExporter } = await import('./otlp.js')
  const exporter = new OtlpExporter(
    settings.tracesUrl,
    {
      'service.name': 'belvedere',
      'service.version': version,
      'service.instance.id': randomUUID(),
      'belvedere.role': role,
    },
    () => metrics.telemetryDropped.inc({ signal: 'traces' })
  )
  recordTo(exporter.record)
  return async () => {
    recordTo(undefined)
    await exporter.close()
  }
}

async function reportErrors(app: ApplicationService, version: string) {
  if (!settings.sentryDsn) return nothing
  const { SentryReporter, DsnError } = await import('./sentry.js')
  const about = {
    root: app.appRoot.pathname,
    version,
    environment: app.nodeEnvironment,
  }
  try {
    const reporter = new SentryReporter(settings.sentryDsn, about, () =>
      metrics.telemetryDropped.inc({ signal: 'errors' })
    )
    reportErrorsTo(reporter)
    return async () => {
      reportErrorsTo(undefined)
      await reporter.close()
    }
  } catch (error) {
    if (error instanceof DsnError) throw new SettingsError([`SENTRY_DSN ${error.message}`])
    throw error
  }
}

async function listen(app: ApplicationService): Promise<() => Promise<void>> {
  if (!settings.operatorPort) return nothing
  const { listenForOperators } = await import('./operator_listener.js')
  const server = await listenForOperators(settings.operatorHost, settings.operatorPort)
  const logger = await app.container.make('logger')
  logger.info({ host: settings.operatorHost, port: settings.operatorPort }, 'measures are served')
  return async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}
