import type { SignIn } from '#core/http/require_sign_in'

/** Guests have one canvas, which nobody else sees; more is for those who can sign in again. */
export const mayHaveMore = ({ person }: Pick<SignIn, 'person'>): boolean => person.email !== null
