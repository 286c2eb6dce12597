import router from '@adonisjs/core/services/router'
import { registerDemoSeed } from '#appliance'
import { STEP_OF_PATH } from './controllers/control_session_controller.js'
import { demoSession } from './demo_session.js'
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
router.post('/sessions/:id/invitations', [InvitePeople, 'handle'])
router.delete('/sessions/:id/participants/:person', [RemoveParticipant, 'handle'])
router.get('/sessions/:id/live', [ShowLive, 'handle'])
router.get('/sessions/:id/canvas', [ShowSessionCanvas, 'handle'])
router.post('/sessions/:id/draw', [DrawCard, 'handle'])
router.post('/sessions/:id/choose', [ChooseCards, 'handle'])
router.post('/sessions/:id/:step', [ControlSession, 'handle']).where('step', steps)

router.get('/api/v1/sessions', [ListApiSessions, 'handle'])
router.post('/api/v1/sessions', [PlanApiSession, 'handle'])
router.post('/api/v1/sessions/join', [JoinApiSession, 'handle'])
router.get('/api/v1/sessions/:id', [ShowApiSession, 'handle'])
router.post('/api/v1/sessions/:id/draw', [DrawCard, 'handle']).as('api.draw_card')
router.post('/api/v1/sessions/:id/choose', [ChooseCards, 'handle']).as('api.choose_cards')
router
  .post('/api/v1/sessions/:id/:step', [ControlSession, 'handle'])
  .where('step', steps)
  .as('api.control_session')

registerSessionChannel()
registerDemoSeed(demoSession)
