export { createGuest, type NewGuest } from './actions/create_guest.js'
export { startSignInSession, type StartedSignInSession } from './actions/start_sign_in_session.js'
export { findSignIn } from './queries/find_sign_in.js'
export { giveSignInCookie, SIGN_IN_COOKIE } from './sign_in_cookie.js'
