export { createGuest, type NewGuest } from './actions/create_guest.js'
export {
  createOrganisation,
  type Founding,
  type FoundingPerson,
} from './actions/create_organisation.js'
export { dismissGuest } from './actions/dismiss_guest.js'
export { startSignInSession, type StartedSignInSession } from './actions/start_sign_in_session.js'
export { hashPassword } from './passwords/hash_password.js'
export { newPassword } from './passwords/password_field.js'
export { findPersonByAddress } from './queries/find_person.js'
export { findSignIn } from './queries/find_sign_in.js'
export { giveDeviceCookie } from './sign_in/device_cookie.js'
export { describeBrowser } from './sign_in/describe_browser.js'
export { giveSignInCookie, SIGN_IN_COOKIE } from './sign_in_cookie.js'
export { tokenOfUpgrade } from './middleware/sign_in_of_upgrade.js'
