import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { coreErrors } from '#core/errors/core_errors'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { isId } from '#core/is_id'
import { saveEntry, type Saved } from '../actions/save_entry.js'
import { LONGEST_TEXT, MOODS, MOST_CARDS, PHASES } from '../entry.js'
import { journalErrors } from '../errors.js'
import { overHeader } from '../over_header.js'

/** Body of `PUT …/entries/:id`. */
export const entryInput = vine.create({
  text: vine
    .string()
    .maxLength(LONGEST_TEXT)
    .nullable()
    // PostgreSQL holds neither of these characters, and would answer another text than was sent.
    .transform((text) => (text ?? '').replaceAll('\u0000', '').toWellFormed()),
  cards: vine.array(vine.string().uuid()).maxLength(MOST_CARDS).optional(),
  mood: vine.enum(MOODS).nullable().optional(),
  sessionId: vine.string().uuid().nullable().optional(),
  phase: vine.enum(PHASES).nullable().optional(),
  /** Counts when the entry is made; one that its author may not open is not kept. */
  canvasId: vine.string().uuid().nullable().optional(),
})

/** Saves an entry of the person who is signed in, whose id they made themselves. */
export default class SaveEntryController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const id = String(ctx.params.id)
    if (!isId(id)) throw coreErrors.notFound()
    const over = overHeader(ctx)
    const input = await ctx.request.validateUsing(entryInput)
    const saved = await saveEntry(tenantOf(signIn), {
      id,
      over,
      text: input.text,
      cards: input.cards ?? [],
      mood: input.mood ?? null,
      sessionId: input.sessionId ?? null,
      phase: input.phase ?? null,
      canvasId: input.canvasId ?? null,
    })
    return answer(ctx, saved)
  }
}

function answer({ response, i18n }: HttpContext, saved: Saved) {
  response.header('etag', `"${saved.entry.version}"`)
  if (saved.outcome !== 'conflict') {
    return response.status(saved.outcome === 'created' ? 201 : 200).send({ entry: saved.entry })
  }
  // More than an error: what is stored, and where the words of this save have gone.
  const { code, status, messageKey } = journalErrors.conflict()
  return response.status(status).send({
    errors: [{ code, message: i18n.t(messageKey) }],
    entry: saved.entry,
    copy: saved.copy,
  })
}
