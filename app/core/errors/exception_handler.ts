import app from '@adonisjs/core/services/app'
import { ExceptionHandler, type HttpContext } from '@adonisjs/core/http'
import i18nManager from '@adonisjs/i18n/services/main'
import { reportError } from '#core/observability/error_reports'
import { metrics } from '#core/observability/metrics'
import { isForPrograms } from '#core/http/is_for_programs'
import { codeOf, framesOf } from './describe_error.js'
import { SealedValueError } from '#core/keys/sealed_value'
import type { Refusal } from './refusal.js'
import { isValidationError, toRefusal } from './to_refusal.js'

/** One error of the API. */
export interface ApiError {
  code: string
  message: string
  field?: string
}

/** The flash message that pages get as `errors`. */
const ERRORS = 'inputErrorsBag'

/** Fields of forms that are never kept for showing the form again. */
const SECRET_FIELDS = ['_csrf', '_method', 'password', 'current']

/** A request may fail before the middleware that prepares the rest of its context has run. */
type EarlyContext = Partial<HttpContext>

/** Places that the log tells of an error. */
const MOST_FRAMES = 8

/** Browsers drop cookies beyond 4 KiB, and the encryption makes what is in them a third longer. */
const LARGEST_KEPT_INPUT = 1500

/** Answers every error in the language of who asked, without a stack trace, and loses no input. */
export default class BelvedereExceptionHandler extends ExceptionHandler {
  override async handle(error: unknown, ctx: HttpContext) {
    if (isValidationError(error)) return this.answerInvalidInput(error, ctx)
    const refusal = toRefusal(error)
    if (refusal.status === 429) metrics.limitRefusals.inc({ code: refusal.code })
    if (refusal.details.retryAfter) ctx.response.header('retry-after', refusal.details.retryAfter)
    const message = this.messageOf(refusal, ctx)
    const { field } = refusal.details
    if (this.wantsJson(ctx)) {
      const answer: ApiError = { code: refusal.code, message, ...(field ? { field } : {}) }
      return ctx.response.status(refusal.status).send({ errors: [answer] })
    }
    if (refusal.code === 'core.signInRequired') {
      const next = isRead(ctx) ? `?next=${encodeURIComponent(ctx.request.url(true))}` : ''
      return ctx.response.redirect(`/sign-in${next}`)
    }
    const { session, inertia } = ctx as EarlyContext
    const returnsToForm = !isRead(ctx) && refusal.status < 500 && refusal.status !== 404
    if (returnsToForm && session) {
      this.keepInput(ctx)
      session.flash(ERRORS, { [field ?? 'form']: message })
      return ctx.response.redirect().back()
    }
    ctx.response.status(refusal.status)
    if (inertia) {
      return ctx.response.send(await inertia.render('refusal', { status: refusal.status, message }))
    }
    return ctx.response.type('text').send(message)
  }

  override async report(error: unknown, ctx: HttpContext) {
    if (isValidationError(error)) return
    const { status, code: meaning } = toRefusal(error)
    if (status < 500) return
    const route = ctx.route?.pattern
    // A message may quote the data that went wrong, so only its kind and place are logged.
    const sealed = error instanceof SealedValueError ? error.message : undefined
    ctx.logger.error({ ...describe(error), sealed, route }, 'request failed')
    if (meaning !== 'core.unexpected') return
    reportError(error, { during: 'request', route, request: ctx.request.id() })
  }

  private answerInvalidInput(
    error: { messages: { message: string; rule: string; field: string }[] },
    ctx: HttpContext
  ) {
    if (this.wantsJson(ctx)) {
      const errors: ApiError[] = error.messages.map(({ message, rule, field }) => ({
        code: `validation.${rule}`,
        message,
        field,
      }))
      return ctx.response.status(422).send({ errors })
    }
    this.keepInput(ctx)
    ctx.session.flash(
      ERRORS,
      Object.fromEntries(error.messages.map(({ field, message }) => [field, message]))
    )
    return ctx.response.redirect().back()
  }

  private messageOf(refusal: Refusal, ctx: HttpContext): string {
    const i18n = (ctx as EarlyContext).i18n ?? i18nManager.locale(i18nManager.defaultLocale)
    return i18n.t(refusal.messageKey, refusal.details.values)
  }

  /** Keeps what was typed for a page without scripts, as far as a cookie can hold it. */
  private keepInput({ request, session }: HttpContext): void {
    if (JSON.stringify(request.all()).length > LARGEST_KEPT_INPUT) return
    session.flashExcept(SECRET_FIELDS)
  }

  private wantsJson({ request }: HttpContext): boolean {
    if (request.header('x-inertia')) return false
    return (
      isForPrograms(request.url()) ||
      request.url().startsWith('/health') ||
      request.accepts(['html', 'json']) === 'json'
    )
  }
}

function isRead({ request }: HttpContext): boolean {
  return request.method() === 'GET' || request.method() === 'HEAD'
}

function describe(error: unknown) {
  if (!(error instanceof Error)) return { name: typeof error }
  const frames = framesOf(error, MOST_FRAMES)
  const places = frames.map(({ file, line, column }) => `${file}:${line}:${column}`)
  return { name: error.name, code: codeOf(error), at: app.inDev ? error.stack : places }
}
