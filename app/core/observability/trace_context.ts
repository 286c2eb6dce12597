import { randomBytes } from 'node:crypto'

/** A place in a trace, as it travels between processes. */
export interface TraceContext {
  /** 32 hexadecimal digits. */
  traceId: string
  /** 16 hexadecimal digits. */
  spanId: string
  /** Whether the trace is recorded. */
  isRecorded: boolean
}

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:$|-)/
const LONGEST = 55

/** A new span id. */
export function newSpanId(): string {
  return randomBytes(8).toString('hex')
}

/** The beginning of a trace of its own. */
export function newTrace(isRecorded: boolean): TraceContext {
  return { traceId: randomBytes(16).toString('hex'), spanId: newSpanId(), isRecorded }
}

/** Reads a W3C `traceparent`; null when it is none. */
export function parseTraceparent(text: unknown): TraceContext | null {
  if (typeof text !== 'string' || text.length > LONGEST) return null
  const [, traceId = '', spanId = '', flags = ''] = TRACEPARENT.exec(text) ?? []
  if (!/[1-9a-f]/.test(traceId) || !/[1-9a-f]/.test(spanId) || text.startsWith('ff')) return null
  return { traceId, spanId, isRecorded: (parseInt(flags, 16) & 1) === 1 }
}

/** Writes a W3C `traceparent`. */
export function formatTraceparent({ traceId, spanId, isRecorded }: TraceContext): string {
  return `00-${traceId}-${spanId}-0${isRecorded ? 1 : 0}`
}
