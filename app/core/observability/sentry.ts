import { randomUUID } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { codeOf, framesOf, type Frame } from '#core/errors/describe_error'
import type { ErrorPlace, Reporter } from './error_reports.js'
import { Postman, type Pace } from './postman.js'
import { currentTrace } from './tracing.js'

/** A Sentry-protocol address that cannot be used. */
export class DsnError extends Error {
  override name = 'DsnError'
}

const MOST_FRAMES = 30
const MOST_CAUSES = 3

/** Brings error reports to a receiver that speaks Sentry's envelope protocol. */
export class SentryReporter implements Reporter {
  readonly #postman: Postman

  /**
   * @param dsn `https://KEY@HOST/PROJECT`
   * @param onDropped called for each report that could not be brought
   * @throws DsnError when the address has no key or no project
   */
  constructor(
    dsn: string,
    private readonly about: { root: string; version: string; environment: string },
    onDropped: () => void,
    pace?: Pace
  ) {
    this.#postman = new Postman(destinationOf(dsn, about.version), onDropped, pace)
  }

  /** Takes a report along. */
  report(error: unknown, place: ErrorPlace): void {
    const id = randomUUID().replaceAll('-', '')
    const lines = [
      { event_id: id, sent_at: new Date().toISOString() },
      { type: 'event' },
      this.#eventOf(id, error, place),
    ]
    this.#postman.post(`${lines.map((line) => JSON.stringify(line)).join('\n')}\n`)
  }

  /** Waits until everything has been brought or dropped. */
  settled(): Promise<void> {
    return this.#postman.settled()
  }

  /** Tries what is left once more, for two seconds at most. */
  close(): Promise<void> {
    return this.#postman.close()
  }

  #eventOf(id: string, error: unknown, place: ErrorPlace) {
    const { root, version, environment } = this.about
    const trace = currentTrace()
    return {
      event_id: id,
      timestamp: Date.now() / 1000,
      platform: 'node',
      level: 'error',
      release: `belvedere@${version}`,
      environment,
      ...(place.route ? { transaction: place.route } : {}),
      tags: { ...place },
      ...(trace ? { contexts: { trace: { trace_id: trace.traceId, span_id: trace.spanId } } } : {}),
      // The receiver lists causes first.
      exception: {
        values: causesOf(error)
          .map((each) => exceptionOf(each, root))
          .reverse(),
      },
    }
  }
}

function destinationOf(dsn: string, version: string) {
  const { protocol, username, host, pathname } = new URL(dsn)
  const [, path = '', project] = /^(.*\/)([^/]+)\/?$/.exec(pathname) ?? []
  if (!username || !project) throw new DsnError('must be like https://KEY@HOST/PROJECT')
  const key = `sentry_key=${decodeURIComponent(username)}`
  return {
    url: `${protocol}//${host}${path}api/${project}/envelope/`,
    headers: {
      'content-type': 'application/x-sentry-envelope',
      'x-sentry-auth': `Sentry sentry_version=7, sentry_client=belvedere/${version}, ${key}`,
    },
  }
}

/** An error and what caused it, as far as that is told. */
function causesOf(error: unknown): unknown[] {
  const causes = [error]
  for (let each = error; each instanceof Error && causes.length <= MOST_CAUSES;) {
    each = each.cause
    if (each === undefined) break
    causes.push(each)
  }
  return causes
}

/** The message of an error may quote what somebody wrote; its code stands in its place. */
function exceptionOf(error: unknown, root: string) {
  const frames = framesOf(error, MOST_FRAMES).map((frame) => frameOf(frame, root))
  return {
    type: error instanceof Error ? error.name : typeof error,
    value: codeOf(error) ?? '',
    // The receiver lists the innermost place last.
    ...(frames.length > 0 ? { stacktrace: { frames: frames.reverse() } } : {}),
  }
}

function frameOf({ function: caller, file, line, column }: Frame, root: string) {
  const name = file.replace(pathToFileURL(root).href, '').replace(root, '').replace(/^\//, '')
  const isOurs = !name.includes('node_modules/') && !name.startsWith('node:')
  return { filename: name, function: caller ?? '?', lineno: line, colno: column, in_app: isOurs }
}
