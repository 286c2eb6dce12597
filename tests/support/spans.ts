import type { Received } from './receiver.js'

/** A span as a collector reads it. */
export interface ReadSpan {
  traceId: string
  spanId: string
  parentSpanId: string | null
  name: string
  /** Milliseconds since 1970. */
  startedAt: number
  milliseconds: number
  hasFailed: boolean
  attributes: Record<string, string | number | boolean>
  links: string[]
}

interface OtlpValue {
  stringValue?: string
  intValue?: string
  doubleValue?: number
  boolValue?: boolean
}

interface OtlpRequest {
  resourceSpans: {
    scopeSpans: {
      spans: {
        traceId: string
        spanId: string
        parentSpanId?: string
        name: string
        startTimeUnixNano: string
        endTimeUnixNano: string
        attributes: { key: string; value: OtlpValue }[]
        links?: { traceId: string }[]
        status?: { code: number }
      }[]
    }[]
  }[]
}

/** The spans in the requests that a receiver got at `/v1/traces`, in the JSON form of OTLP. */
export function readSpans(received: readonly Received[]): ReadSpan[] {
  return received
    .filter(({ path }) => path === '/v1/traces')
    .flatMap(({ body }) => {
      const request: OtlpRequest = JSON.parse(body)
      return request.resourceSpans.flatMap(({ scopeSpans }) =>
        scopeSpans.flatMap(({ spans }) =>
          spans.map((span) => ({
            traceId: span.traceId,
            spanId: span.spanId,
            parentSpanId: span.parentSpanId ?? null,
            name: span.name,
            startedAt: Number(BigInt(span.startTimeUnixNano) / 1000n) / 1000,
            milliseconds:
              Number(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)) / 1e6,
            hasFailed: span.status?.code === 2,
            attributes: Object.fromEntries(
              span.attributes.map(({ key, value }) => [key, valueOf(value)])
            ),
            links: (span.links ?? []).map(({ traceId }) => traceId),
          }))
        )
      )
    })
}

function valueOf({ stringValue, intValue, doubleValue, boolValue }: OtlpValue) {
  return stringValue ?? boolValue ?? doubleValue ?? Number(intValue)
}

/** A trace as an indented tree, each span with its duration, siblings in the order of their start. */
export function drawTrace(spans: readonly ReadSpan[], traceId: string): string {
  const own = spans.filter((span) => span.traceId === traceId)
  const ids = new Set(own.map(({ spanId }) => spanId))
  const branch = (parent: string | null, indent: string): string[] =>
    own
      .filter(({ parentSpanId }) =>
        parent === null ? !ids.has(parentSpanId ?? '') : parentSpanId === parent
      )
      .sort((a, b) => a.startedAt - b.startedAt)
      .flatMap(({ spanId, name, milliseconds }) => [
        `${`${indent}${name}`.padEnd(58)} ${milliseconds.toFixed(1).padStart(7)} ms`,
        ...branch(spanId, `${indent}  `),
      ])
  return branch(null, '').join('\n')
}
