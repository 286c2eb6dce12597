import { defineConsumer } from '#core/events/consumers'
import type { Event } from '#core/events/event'
import { keepVersion } from '../versions/keep_version.js'
import { storeRoom } from '../versions/store_room.js'

type Turn = Event<'programs.sessionStarted' | 'programs.sessionEnded'>

/** Keeps a session's canvas as it is when the session starts. */
export const keepStart = defineConsumer({
  name: 'canvas.keepStart',
  event: 'programs.sessionStarted',
  isOutsideScope: true,
  handle: (event) => keep(event, 'sessionStart'),
})

/** Keeps a session's canvas as it is when the session ends. */
export const keepEnd = defineConsumer({
  name: 'canvas.keepEnd',
  event: 'programs.sessionEnded',
  isOutsideScope: true,
  handle: (event) => keep(event, 'sessionEnd'),
})

async function keep(
  { organisation, person, payload: { session } }: Turn,
  kind: 'sessionStart' | 'sessionEnd'
): Promise<void> {
  if (!organisation || !person) return
  const scope = { organisation, person }
  // A node that does not answer has stored all but the last second.
  await storeRoom(scope, session)
  await keepVersion(scope, session, { kind })
}
