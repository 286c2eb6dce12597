import vine from '@vinejs/vine'
import { ACTIVITIES, PHASES } from './journeys/journey.js'

const STATES = ['planned', 'lobby', 'running', 'ended'] as const
const whole = () => vine.number().withoutDecimals()
const time = () => vine.string().nullable().meta({ format: 'date-time' })

/** Where a session stands; times in milliseconds since 1970. */
const state = {
  sequence: whole(),
  state: vine.enum(STATES),
  phaseIndex: whole(),
  startedAt: whole().nullable(),
  endsAt: whole().nullable(),
  remaining: whole().nullable(),
}

const session = {
  id: vine.string().uuid(),
  title: vine.string(),
  admission: vine.enum(['open', 'invited']),
  startsAt: time(),
  endedAt: time(),
  facilitator: vine.object({ id: vine.string().uuid(), name: vine.string() }).nullable(),
  access: vine.enum(['facilitator', 'participant']),
  ...state,
  phases: vine.array(
    vine.object({
      phase: vine.enum(PHASES),
      title: vine.string(),
      prompt: vine.string(),
      activity: vine.enum(ACTIVITIES),
      minutes: whole(),
    })
  ),
  joinCode: vine.string().optional(),
  joinUrl: vine.string().url().optional(),
}

const pick = {
  person: vine.string().uuid(),
  phaseIndex: whole(),
  cards: vine.array(vine.string().uuid()),
  draw: whole(),
}

/** Answer of `GET /api/v1/sessions`. */
export const sessionsAnswer = vine.create({
  sessions: vine.array(
    vine.object({
      id: vine.string().uuid(),
      title: vine.string(),
      state: vine.enum(STATES),
      startsAt: time(),
      endedAt: time(),
      facilitator: vine.string().nullable(),
      access: vine.enum(['facilitator', 'participant', 'invited']),
      joined: whole(),
    })
  ),
})

/** Answer of `POST /api/v1/sessions`. */
export const plannedAnswer = vine.create(session)

/** Answer of `GET /api/v1/sessions/:id`. */
export const sessionAnswer = vine.create({
  ...session,
  people: vine.array(vine.object({ id: vine.string().uuid(), name: vine.string() })),
  picks: vine.array(vine.object(pick)),
})

/** Answer of `POST /api/v1/sessions/join`; the token is for guests. */
export const joinedAnswer = vine.create({
  session: vine.string().uuid(),
  person: vine.string().uuid(),
  token: vine.string().optional(),
  expiresAt: vine.string().meta({ format: 'date-time' }).optional(),
})

/** Answer of `POST /api/v1/sessions/:id/draw` and `…/choose`. */
export const pickAnswer = vine.create({ pick: vine.object(pick) })

/** Answer of `POST /api/v1/sessions/:id/:step`. */
export const stepAnswer = vine.create({ session: vine.object(state) })
