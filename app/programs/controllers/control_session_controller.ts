import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { controlSession } from '../actions/control_session.js'
import type { Step } from '../course/step.js'
import { programErrors } from '../errors.js'

/** The steps as addresses name them. */
export const STEP_OF_PATH: Readonly<Record<string, Step>> = {
  open: 'open',
  start: 'start',
  next: 'next',
  previous: 'previous',
  'add-minute': 'addMinute',
  pause: 'pause',
  resume: 'resume',
  end: 'end',
}

/** Body of a step that does not mind being taken twice. */
export const step = vine.create({
  sequence: vine.number().withoutDecimals().optional(),
})

/** Body of a step that would go further when taken twice, so it says what it follows. */
export const sequencedStep = vine.create({
  sequence: vine.number().withoutDecimals(),
})

const SEQUENCED: readonly (Step | undefined)[] = ['next', 'previous', 'addMinute']

/** Takes a step. A stale one answers 409 with where the session really stands. */
export default class ControlSessionController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const wanted = STEP_OF_PATH[String(ctx.params.step)]
    if (!wanted) return ctx.response.notFound()
    const { sequence } = await (SEQUENCED.includes(wanted)
      ? ctx.request.validateUsing(sequencedStep)
      : ctx.request.validateUsing(step))
    const { stale, state } = await tenancy.run(tenantOf(signIn), () =>
      controlSession(String(ctx.params.id), wanted, sequence)
    )
    if (!stale) return { session: state }
    const { code, status, messageKey } = programErrors.stale()
    const errors = [{ code, message: ctx.i18n.t(messageKey) }]
    return ctx.response.status(status).send({ errors, session: state })
  }
}
