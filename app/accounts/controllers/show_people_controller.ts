import type { HttpContext } from '@adonisjs/core/http'
import { authorise, requireSignIn, tenantOf, type Role } from '#core/http/require_sign_in'
import { mailer } from '#messaging'
import {
  canChangeRole,
  canManageInvitation,
  canRemove,
  canSeePeople,
  rolesToGive,
} from '../policies/people.js'
import { listPeople } from '../queries/list_people.js'

const ROLES: readonly Role[] = ['owner', 'admin', 'facilitator', 'participant']

/** Shows who belongs to the organisation and who is invited, with what the viewer may do. */
export default class ShowPeopleController {
  async handle(ctx: HttpContext) {
    const signIn = requireSignIn(ctx)
    authorise(canSeePeople(signIn.role))
    const { people, invitations } = await listPeople(tenantOf(signIn))
    const link: unknown = ctx.session.flashMessages.get('invitationLink')
    return ctx.inertia.render('accounts/people', {
      people: people.map(({ id, name, email, role }) => ({
        id,
        name,
        email,
        role,
        isSelf: id === signIn.person.id,
        canBecome: ROLES.filter((to) => canChangeRole(signIn.role, role, to)),
        canBeRemoved: canRemove(signIn.role, role),
      })),
      invitations: invitations
        .filter(({ role }) => canManageInvitation(signIn.role, role))
        .map(({ id, email, role, expiresAt, isExpired }) => ({
          id,
          email,
          role,
          expiresAt,
          isExpired,
        })),
      roles: [...rolesToGive(signIn.role)],
      link: typeof link === 'string' ? link : null,
      mailLeaves: mailer.leaves,
    })
  }
}
