import router from '@adonisjs/core/services/router'

const ShowPresentation = () => import('../controllers/show_presentation_controller.js')
const ShowPresentedExercise = () => import('../controllers/show_presented_exercise_controller.js')

router.get('/canvases/:canvas/present', [ShowPresentation])
router.get('/canvases/:canvas/present/exercise', [ShowPresentedExercise])
