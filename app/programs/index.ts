export { createSession, type NewSession } from './actions/create_session.js'
export { invitePeople } from './actions/invite_people.js'
export { removeParticipant } from './actions/remove_participant.js'
export {
  findSessionAccess,
  sessionPhaseOf,
  type SessionPhase,
} from './queries/find_session_access.js'
export { type SessionAccess } from './policies/session_access.js'
export { listSessions } from './queries/list_sessions.js'
export { sessionTitleOf } from './queries/session_title_of.js'
export { findMoment, type Moment } from './queries/find_moment.js'
export { wordsIn } from './journeys/journey.js'
