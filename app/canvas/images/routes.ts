import router from '@adonisjs/core/services/router'

const PutImage = () => import('../controllers/put_image_controller.js')
const CopyImage = () => import('../controllers/copy_image_controller.js')
const ShowImage = () => import('../controllers/show_image_controller.js')

router.put('/canvases/:canvas/images/:image', [PutImage])
router.post('/canvases/:canvas/images/:image', [CopyImage])
router.get('/canvases/:canvas/images/:image/:size', [ShowImage])
