import vine from '@vinejs/vine'
import { LONGEST_NAME } from './canvas_name.js'

/** The name of a canvas, as a form sends it. */
export const nameInput = vine.create({
  name: vine.string().trim().minLength(1).maxLength(LONGEST_NAME),
})
