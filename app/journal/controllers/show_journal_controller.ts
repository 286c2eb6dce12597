import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { findCards, localeOf } from '#library'
import { listEntries } from '../queries/list_entries.js'
import { listOrigins } from '../queries/list_origins.js'

/** Entries on one page. */
const PAGE_SIZE = 40

/** Characters of a text that the list shows. */
const EXCERPT = 360

const input = vine.create({
  query: vine.string().trim().maxLength(200).nullable().optional(),
  /** Milliseconds: only what was written before. */
  before: vine.number().withoutDecimals().range([0, 8.64e15]).optional(),
})

/** The journal of the person who is signed in, the latest entry first. */
export default class ShowJournalController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    const { query, before } = await input.validate(ctx.request.qs())
    const locale = localeOf(ctx)
    const tenant = tenantOf(signIn)
    const { entries, cards, origins } = await tenancy.run(tenant, async () => {
      const found = await listEntries({
        query: query ?? '',
        before: before === undefined ? undefined : new Date(before),
        limit: PAGE_SIZE + 1,
      })
      const ids = new Set(found.flatMap((entry) => entry.cards))
      return {
        entries: found,
        cards: await findCards([...ids], locale),
        origins: await listOrigins(
          tenant,
          found.map(({ id }) => id),
          locale
        ),
      }
    })
    const shown = entries.slice(0, PAGE_SIZE)
    const last = shown.at(-1)
    return ctx.inertia.render('journal/journal', {
      query: query ?? '',
      entries: shown.map(({ id, text, cards: ids, mood, phase, copyOf, createdAt }) => ({
        id,
        excerpt: text.slice(0, EXCERPT),
        isLong: text.length > EXCERPT,
        cards: cards.filter((card) => ids.includes(card.id)),
        mood,
        phase,
        copyOf,
        createdAt,
        origin: origins.get(id) ?? null,
      })),
      older: last && entries.length > PAGE_SIZE ? Date.parse(last.createdAt) : null,
    })
  }
}
