import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { nameField } from '#core/http/name_field'
import { ACTIVITIES, PHASES, type LocalisedJourney } from './journey.js'

/** Fields of the journey editor: one part for each of the four phases, in their order. */
const editedJourney = vine.create({
  title: nameField(120),
  description: vine.string().trim().maxLength(1000).optional(),
  phases: vine
    .array(
      vine.object({
        title: nameField(120),
        prompt: vine.string().trim().minLength(1).maxLength(2000),
        activity: vine.enum(ACTIVITIES),
        minutes: vine.number().withoutDecimals().range([1, 240]),
      })
    )
    .fixedLength(PHASES.length),
})

/**
 * Reads a journey from the editor's form, in one language.
 *
 * @throws validation errors that name the fields, such as `phases.2.minutes`
 */
export async function readEditedJourney({ request }: HttpContext): Promise<LocalisedJourney> {
  const { title, description, phases } = await request.validateUsing(editedJourney)
  return {
    title,
    description: description ?? '',
    phases: PHASES.flatMap((phase, index) => {
      const written = phases[index]
      return written ? [{ phase, ...written }] : []
    }),
  }
}
