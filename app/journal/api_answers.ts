import vine from '@vinejs/vine'
import { MOODS, PHASES } from './entry.js'

const time = () => vine.string().meta({ format: 'date-time' })

const entry = {
  id: vine.string().uuid(),
  text: vine.string(),
  cards: vine.array(vine.string().uuid()),
  mood: vine.enum(MOODS).nullable(),
  sessionId: vine.string().uuid().nullable(),
  phase: vine.enum(PHASES).nullable(),
  canvasId: vine.string().uuid().nullable(),
  version: vine.number().withoutDecimals(),
  copyOf: vine.string().uuid().nullable(),
  createdAt: time(),
  updatedAt: time(),
  deletedAt: vine.string().nullable().meta({ format: 'date-time' }),
}

/** Answer of the routes for one entry. */
export const entryAnswer = vine.create({ entry: vine.object(entry) })

/** Answer of `GET /api/v1/journal/entries`. */
export const changesAnswer = vine.create({
  entries: vine.array(vine.object(entry)),
  cursor: vine.number().withoutDecimals(),
  more: vine.boolean({ strict: true }).meta({ type: 'boolean' }),
})
