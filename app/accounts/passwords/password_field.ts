import vine from '@vinejs/vine'
import { COMMON_PASSWORDS } from './common_passwords.js'

const notCommon = vine.createRule((value, _options, field) => {
  if (typeof value === 'string' && COMMON_PASSWORDS.has(value.toLowerCase())) {
    field.report('The {{ field }} field is among the most guessed', 'notCommon', field)
  }
})

/** A new password: at least ten characters and not among the most guessed. There is no other rule. */
export const newPassword = () => vine.string().minLength(10).maxLength(200).use(notCommon())

/** A password that somebody has: only its length is bounded, so that hashing stays cheap. */
export const presentPassword = () => vine.string().maxLength(200)
