import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { listAuditEntries } from '#core/audit/list_audit_entries'
import { authorise, requireSignIn, tenantOf } from '#core/http/require_sign_in'
import { tenancy } from '#core/tenancy/tenancy'
import { canReadAudit } from '../policies/appliance_policy.js'

const PAGE = 50
const validator = vine.create({ before: vine.string().uuid().optional() })

/** Shows what was done in the organisation, newest first. */
export default class ListAuditEntriesController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(canReadAudit(signIn))
    const { before } = await ctx.request.validateUsing(validator, { data: ctx.request.qs() })
    const entries = await tenancy.run(tenantOf(signIn), () => listAuditEntries(PAGE + 1, before))
    const shown = entries.slice(0, PAGE)
    return ctx.inertia.render('appliance/audit', {
      entries: shown.map(({ id, action, subject, person, address, occurredAt }) => ({
        id,
        action: ctx.i18n.t(`appliance.audit.actions.${action}`, {}, action),
        subject: ctx.i18n.t(`appliance.audit.subjects.${subject.kind}`, {}, subject.kind),
        subjectTitle: subject.title,
        subjectId: subject.id,
        personName: person?.name ?? null,
        address,
        occurredAt: occurredAt.toISOString(),
      })),
      older: entries.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
    })
  }
}
