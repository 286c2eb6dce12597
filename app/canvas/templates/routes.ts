import router from '@adonisjs/core/services/router'

const PrepareTemplate = () => import('../controllers/prepare_template_controller.js')

router.post('/canvases/:canvas/templates', [PrepareTemplate])
