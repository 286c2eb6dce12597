import type { SignIn } from '#core/http/require_sign_in'

/** The audit log is read by those who answer for the organisation. */
export function canReadAudit({ role }: Pick<SignIn, 'role'>): boolean {
  return role === 'owner' || role === 'admin'
}

/** What failed in the appliance concerns its operators, whatever their role in an organisation. */
export function canOperate({ person }: { person: Pick<SignIn['person'], 'operator'> }): boolean {
  return person.operator
}
