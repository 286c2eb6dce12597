import { AsyncLocalStorage } from 'node:async_hooks'
import { kindOf } from '#core/errors/describe_error'
import { Refusal } from '#core/errors/refusal'
import { formatTraceparent, newSpanId, newTrace, type TraceContext } from './trace_context.js'

/** What a span says of itself: ids, patterns, counts and fixed words; never what people wrote. */
export type Attributes = Record<string, string | number | boolean>

/** Which side of a conversation between processes a span is. */
export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer'

/** A piece of work that has ended. Times are milliseconds of `performance.now()`. */
export interface Span {
  name: string
  kind: SpanKind
  context: TraceContext
  /** Span id of what it is a part of; null for the beginning of a trace. */
  parent: string | null
  /** Another trace that led to this one. */
  link: TraceContext | null
  attributes: Attributes
  startedAt: number
  endedAt: number
  hasFailed: boolean
}

/** What is known of a span when it begins. */
export interface SpanOptions {
  kind?: SpanKind
  attributes?: Attributes
  /** Milliseconds of `performance.now()`, for work that had begun before it could be told whose it is. */
  startedAt?: number
}

/** What is known of a span only when it ends. */
export interface SpanEnd {
  name?: string
  attributes?: Attributes
  hasFailed?: boolean
}

/** A span that has begun. */
export interface OpenSpan {
  context: TraceContext
  end(end?: SpanEnd): void
}

/** Takes spans that have ended. Must neither throw nor take long. */
export type Recorder = (span: Span) => void

const current = new AsyncLocalStorage<TraceContext>()
let recorder: Recorder | undefined

/** Records spans from now on. Without a recorder only trace ids are passed on, which costs nothing. */
export function recordTo(next: Recorder | undefined): void {
  recorder = next
}

/** The place in a trace that the code running now works for. */
export function currentTrace(): TraceContext | undefined {
  return current.getStore()
}

/** The W3C `traceparent` of what runs now; null outside any trace. */
export function currentTraceparent(): string | null {
  const context = current.getStore()
  return context ? formatTraceparent(context) : null
}

/** Works as a part of a trace that began elsewhere; as before when there is none. */
export function inTrace<Result>(context: TraceContext | null, work: () => Result): Result {
  return context ? current.run(context, work) : work()
}

/**
 * Begins a trace, or goes on with the one that a caller told of.
 *
 * @param caller the span that asked for this work
 * @param link another trace that led to this one
 */
export function openTrace(
  name: string,
  options: SpanOptions,
  caller: TraceContext | null = null,
  link: TraceContext | null = null
): OpenSpan {
  const isRecorded = recorder !== undefined
  const context = caller
    ? { ...caller, spanId: newSpanId(), isRecorded: isRecorded && caller.isRecorded }
    : newTrace(isRecorded)
  return open(name, options, { context, parent: caller?.spanId ?? null, link })
}

/** Begins a part of what runs now; null when that is not recorded. */
export function openSpan(name: string, options: SpanOptions = {}): OpenSpan | null {
  const parent = current.getStore()
  if (!recorder || !parent?.isRecorded) return null
  const context = { ...parent, spanId: newSpanId() }
  return open(name, options, { context, parent: parent.spanId, link: null })
}

/** Traces a piece of work as a part of what runs now; only works when that is not recorded. */
export function span<Result>(
  name: string,
  options: SpanOptions,
  work: () => Promise<Result>
): Promise<Result> {
  const opened = openSpan(name, options)
  return opened ? within(opened, work) : work()
}

/** Works inside a span, and ends it with the work. */
export async function within<Result>(
  opened: OpenSpan,
  work: () => Promise<Result>
): Promise<Result> {
  try {
    const result = await current.run(opened.context, work)
    opened.end()
    return result
  } catch (error) {
    opened.end(endOf(error))
    throw error
  }
}

/** What a span says of an error: its kind and code, never its message. A refusal is no failure. */
export function endOf(error: unknown): SpanEnd {
  const isRefusal = error instanceof Refusal
  const attributes = { 'error.type': isRefusal ? error.code : kindOf(error) }
  return { attributes, hasFailed: !isRefusal }
}

function open(
  name: string,
  { kind = 'internal', attributes = {}, startedAt = performance.now() }: SpanOptions,
  place: Pick<Span, 'context' | 'parent' | 'link'>
): OpenSpan {
  return {
    context: place.context,
    end({ name: lastName = name, attributes: more = {}, hasFailed = false } = {}) {
      if (!recorder || !place.context.isRecorded) return
      const endedAt = performance.now()
      const all = { ...attributes, ...more }
      recorder({ ...place, name: lastName, kind, attributes: all, startedAt, endedAt, hasFailed })
    },
  }
}
