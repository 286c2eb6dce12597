import { Postman } from './postman.js'
import type { Attributes, Recorder, Span, SpanKind } from './tracing.js'

const AT_ONCE = 256
const GATHER_MS = 1_000

/** As the protocol numbers them. */
const KINDS: Record<SpanKind, number> = {
  internal: 1,
  server: 2,
  client: 3,
  producer: 4,
  consumer: 5,
}
const FAILED = 2

/** Brings spans to an OpenTelemetry collector by OTLP over HTTP, in its JSON form. */
export class OtlpExporter {
  readonly #postman: Postman
  readonly #resource: Attributes
  #spans: Span[] = []
  #timer: NodeJS.Timeout | undefined

  /**
   * @param endpoint the value of OTEL_EXPORTER_OTLP_ENDPOINT: `/v1/traces` is added to it
   * @param resource what every span of this process shares
   * @param onDropped called for each bundle of spans that could not be brought
   */
  constructor(endpoint: string, resource: Attributes, onDropped: () => void) {
    this.#postman = new Postman(destinationOf(endpoint), onDropped)
    this.#resource = resource
  }

  /** Takes a span; it is sent within a second, with others. */
  readonly record: Recorder = (span) => {
    this.#spans.push(span)
    if (this.#spans.length >= AT_ONCE) return this.#send()
    this.#timer ??= setTimeout(() => this.#send(), GATHER_MS).unref()
  }

  /** Sends what has been gathered, and waits until it is there or dropped. */
  async flush(): Promise<void> {
    this.#send()
    await this.#postman.settled()
  }

  /** Sends what is left, for two seconds at most. */
  async close(): Promise<void> {
    this.#send()
    await this.#postman.close()
  }

  #send(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#spans.length === 0) return
    const spans = this.#spans
    this.#spans = []
    this.#postman.post(JSON.stringify(requestOf(spans, this.#resource)))
  }
}

function destinationOf(endpoint: string) {
  const { protocol, host, pathname, username, password } = new URL(endpoint)
  const credentials = [username, password].map(decodeURIComponent).join(':')
  return {
    url: `${protocol}//${host}${pathname.replace(/\/$/, '')}/v1/traces`,
    headers: {
      'content-type': 'application/json',
      ...(username
        ? { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }
        : {}),
    },
  }
}

/** An `ExportTraceServiceRequest` in the JSON form of OTLP. */
export function requestOf(spans: readonly Span[], resource: Attributes) {
  const wallClock = Date.now() - performance.now()
  return {
    resourceSpans: [
      {
        resource: { attributes: attributesOf(resource) },
        scopeSpans: [
          { scope: { name: 'belvedere' }, spans: spans.map((span) => told(span, wallClock)) },
        ],
      },
    ],
  }
}

function told(span: Span, wallClock: number) {
  const { name, kind, context, parent, link, attributes, startedAt, endedAt, hasFailed } = span
  return {
    traceId: context.traceId,
    spanId: context.spanId,
    ...(parent ? { parentSpanId: parent } : {}),
    name,
    kind: KINDS[kind],
    startTimeUnixNano: nanoseconds(wallClock + startedAt),
    endTimeUnixNano: nanoseconds(wallClock + endedAt),
    attributes: attributesOf(attributes),
    ...(link ? { links: [{ traceId: link.traceId, spanId: link.spanId }] } : {}),
    ...(hasFailed ? { status: { code: FAILED } } : {}),
  }
}

/** More digits than a number holds, so a text, as the protocol has it. */
function nanoseconds(milliseconds: number): string {
  const whole = Math.floor(milliseconds)
  const rest = Math.floor((milliseconds - whole) * 1_000_000)
  return `${whole}${String(rest).padStart(6, '0')}`
}

function attributesOf(attributes: Attributes) {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: valueOf(value) }))
}

function valueOf(value: string | number | boolean) {
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value }
}
