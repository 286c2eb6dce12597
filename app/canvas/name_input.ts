import vine from '@vinejs/vine'
import { nameField } from '#core/http/name_field'
import { LONGEST_NAME } from './canvas_name.js'

/** The name of a canvas, as a form sends it. */
export const nameInput = vine.create({
  name: nameField(LONGEST_NAME),
})
