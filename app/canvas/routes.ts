import router from '@adonisjs/core/services/router'

router.get('/canvas', [() => import('./controllers/show_private_canvas_controller.js')])
