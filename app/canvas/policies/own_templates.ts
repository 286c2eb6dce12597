import type { SignIn } from '#core/http/require_sign_in'

/** Who offers templates to everybody in the organisation, and changes those that are offered. */
export const mayOffer = ({ role }: Pick<SignIn, 'role'>): boolean => role !== 'participant'
