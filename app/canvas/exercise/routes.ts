import router from '@adonisjs/core/services/router'
import { registerExerciseChannel } from './exercise_channel.js'

const ShowExercise = () => import('../controllers/show_exercise_controller.js')
const SetTimer = () => import('../controllers/set_timer_controller.js')
const BeginVote = () => import('../controllers/begin_vote_controller.js')
const EndVote = () => import('../controllers/end_vote_controller.js')
const GiveDots = () => import('../controllers/give_dots_controller.js')
const React = () => import('../controllers/react_controller.js')

router.get('/canvases/:canvas/exercise', [ShowExercise])
router.post('/canvases/:canvas/timer', [SetTimer])
router.post('/canvases/:canvas/vote', [BeginVote])
router.post('/canvases/:canvas/vote/end', [EndVote])
router.post('/canvases/:canvas/dots', [GiveDots])
router.post('/canvases/:canvas/reactions', [React])

registerExerciseChannel()
