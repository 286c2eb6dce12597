export { findSignIn } from './queries/find_sign_in.js'
