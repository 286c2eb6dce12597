import router from '@adonisjs/core/services/router'
import { registerDemoSeed } from '#appliance'
import { coreErrors } from '#core/errors/core_errors'
import { describeRoute } from '#core/http/describe_route'
import {
  joinedAnswer,
  pickAnswer,
  plannedAnswer,
  sessionAnswer,
  sessionsAnswer,
  stepAnswer,
} from './api_answers.js'
import { choice } from './controllers/choose_cards_controller.js'
import { step, STEP_OF_PATH } from './controllers/control_session_controller.js'
import { draw } from './controllers/draw_card_controller.js'
import { joining } from './controllers/join_api_session_controller.js'
import { newSessionInput } from './new_session_input.js'
import { demoSession } from './demo_session.js'
import { programErrors } from './errors.js'
import { registerSessionChannel } from './session_channel.js'

const ShowHome = () => import('./controllers/show_home_controller.js')
const ShowJoin = () => import('./controllers/show_join_controller.js')
const ShowJoinSession = () => import('./controllers/show_join_session_controller.js')
const JoinSession = () => import('./controllers/join_session_controller.js')
const ListJourneys = () => import('./controllers/list_journeys_controller.js')
const ShowJourney = () => import('./controllers/show_journey_controller.js')
const EditJourney = () => import('./controllers/edit_journey_controller.js')
const CopyJourney = () => import('./controllers/copy_journey_controller.js')
const UpdateJourney = () => import('./controllers/update_journey_controller.js')
const DeleteJourney = () => import('./controllers/delete_journey_controller.js')
const NewSession = () => import('./controllers/new_session_controller.js')
const CreateSession = () => import('./controllers/create_session_controller.js')
const ShowSession = () => import('./controllers/show_session_controller.js')
const UpdateSession = () => import('./controllers/update_session_controller.js')
const CallOffSession = () => import('./controllers/call_off_session_controller.js')
const InvitePeople = () => import('./controllers/invite_people_controller.js')
const RemoveParticipant = () => import('./controllers/remove_participant_controller.js')
const ShowLive = () => import('./controllers/show_live_controller.js')
const ShowSessionCanvas = () => import('./controllers/show_session_canvas_controller.js')
const DrawCard = () => import('./controllers/draw_card_controller.js')
const ChooseCards = () => import('./controllers/choose_cards_controller.js')
const ControlSession = () => import('./controllers/control_session_controller.js')
const ListApiSessions = () => import('./controllers/list_api_sessions_controller.js')
const PlanApiSession = () => import('./controllers/plan_api_session_controller.js')
const ShowApiSession = () => import('./controllers/show_api_session_controller.js')
const JoinApiSession = () => import('./controllers/join_api_session_controller.js')

const steps = new RegExp(`^(${Object.keys(STEP_OF_PATH).join('|')})$`)

router.get('/home', [ShowHome, 'handle'])

router.get('/join', [ShowJoin, 'handle'])
router.get('/join/:code', [ShowJoinSession, 'handle'])
router.post('/join/:code', [JoinSession, 'handle'])

router.get('/journeys', [ListJourneys, 'handle'])
router.get('/journeys/:id', [ShowJourney, 'handle'])
router.put('/journeys/:id', [UpdateJourney, 'handle'])
router.delete('/journeys/:id', [DeleteJourney, 'handle'])
router.get('/journeys/:id/edit', [EditJourney, 'handle'])
router.post('/journeys/:id/copy', [CopyJourney, 'handle'])

router.get('/sessions/new', [NewSession, 'handle'])
router.post('/sessions', [CreateSession, 'handle'])
router.get('/sessions/:id', [ShowSession, 'handle'])
router.put('/sessions/:id', [UpdateSession, 'handle'])
router.delete('/sessions/:id', [CallOffSession, 'handle'])
router.post('/sessions/:id/invitations', [InvitePeople, 'handle'])
router.delete('/sessions/:id/participants/:person', [RemoveParticipant, 'handle'])
router.get('/sessions/:id/live', [ShowLive, 'handle'])
router.get('/sessions/:id/canvas', [ShowSessionCanvas, 'handle'])
router.post('/sessions/:id/draw', [DrawCard, 'handle'])
router.post('/sessions/:id/choose', [ChooseCards, 'handle'])
router.post('/sessions/:id/:step', [ControlSession, 'handle']).where('step', steps)

router.get('/api/v1/sessions', [ListApiSessions, 'handle'])
describeRoute({
  method: 'get',
  path: '/api/v1/sessions',
  id: 'listSessions',
  tag: 'Sessions',
  summary: 'List the sessions that the person who asks leads, takes part in or is invited to',
  response: sessionsAnswer,
})

router.post('/api/v1/sessions', [PlanApiSession, 'handle'])
describeRoute({
  method: 'post',
  path: '/api/v1/sessions',
  id: 'planSession',
  tag: 'Sessions',
  summary: 'Plan a session from a journey',
  description: 'For owners, admins and facilitators.',
  body: newSessionInput,
  response: plannedAnswer,
  statuses: { 201: 'Planned' },
  errors: [
    coreErrors.forbidden,
    coreErrors.notFound,
    programErrors.startsInPast,
    programErrors.startsTooLate,
  ],
})

router.post('/api/v1/sessions/join', [JoinApiSession, 'handle'])
describeRoute({
  method: 'post',
  path: '/api/v1/sessions/join',
  id: 'joinSession',
  tag: 'Sessions',
  summary: 'Join the session that a code leads to',
  description:
    'Without a bearer token one joins as a guest, gives a name and gets a token for this session.',
  access: 'either',
  body: joining,
  response: joinedAnswer,
  errors: [
    programErrors.notInvited,
    programErrors.unknownCode,
    programErrors.calledOff,
    programErrors.nameRequired,
    programErrors.guestsFull,
    programErrors.tooManyGuests,
    coreErrors.tooManyRequests,
  ],
})

router.get('/api/v1/sessions/:id', [ShowApiSession, 'handle'])
describeRoute({
  method: 'get',
  path: '/api/v1/sessions/:id',
  id: 'getSession',
  tag: 'Sessions',
  summary: 'Tell where a session stands, who is in it and which cards were picked',
  description:
    'Instants of the course are milliseconds since 1970. Who leads the session also gets its code.',
  response: sessionAnswer,
  errors: [coreErrors.notFound],
})

const PICK_ERRORS = [coreErrors.notFound, programErrors.sessionEnded, programErrors.notThisPhase]

router.post('/api/v1/sessions/:id/draw', [DrawCard, 'handle']).as('api.draw_card')
describeRoute({
  method: 'post',
  path: '/api/v1/sessions/:id/draw',
  id: 'drawCard',
  tag: 'Sessions',
  summary: 'Draw a card, or give it back once for another',
  body: draw,
  response: pickAnswer,
  errors: [...PICK_ERRORS, programErrors.alreadyRedrawn, programErrors.noCards],
})

router.post('/api/v1/sessions/:id/choose', [ChooseCards, 'handle']).as('api.choose_cards')
describeRoute({
  method: 'post',
  path: '/api/v1/sessions/:id/choose',
  id: 'chooseCards',
  tag: 'Sessions',
  summary: 'Choose cards in place of those chosen before',
  body: choice,
  response: pickAnswer,
  errors: [...PICK_ERRORS, programErrors.unknownCard],
})

router
  .post('/api/v1/sessions/:id/:step', [ControlSession, 'handle'])
  .where('step', steps)
  .as('api.control_session')
describeRoute({
  method: 'post',
  path: '/api/v1/sessions/:id/:step',
  id: 'controlSession',
  tag: 'Sessions',
  summary: 'Take a step of a session: open the lobby, start, move, pause, end',
  description:
    'For who leads the session. `next`, `previous` and `add-minute` need the `sequence` that they follow; when the session has moved on, the answer is 409 and `session` says where it stands.',
  choices: { step: Object.keys(STEP_OF_PATH) },
  body: step,
  response: stepAnswer,
  errors: [
    coreErrors.forbidden,
    coreErrors.notFound,
    programErrors.stale,
    programErrors.sessionEnded,
    programErrors.impossibleStep,
  ],
})

registerSessionChannel()
registerDemoSeed(demoSession)
