import vine from '@vinejs/vine'
import { nameField } from '#core/http/name_field'
import { LARGEST_TEMPLATE, LONGEST_ABOUT, LONGEST_TEMPLATE_NAME } from './own_template.js'

const words = {
  name: nameField(LONGEST_TEMPLATE_NAME),
  about: vine.string().trim().maxLength(LONGEST_ABOUT).optional(),
}

/** What a template says of itself. */
export const templateWords = vine.create(words)

/** A template to be saved: its words, for whom it is, and a file of ours. */
export const newTemplate = vine.create({
  ...words,
  forAll: vine.boolean(),
  file: vine.string().maxLength(LARGEST_TEMPLATE),
})
