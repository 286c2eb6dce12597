import router from '@adonisjs/core/services/router'

const ListVersions = () => import('./controllers/list_versions_controller.js')
const ShowVersion = () => import('./controllers/show_version_controller.js')
const KeepVersion = () => import('./controllers/keep_version_controller.js')
const RestoreVersion = () => import('./controllers/restore_version_controller.js')

router.get('/canvas', [() => import('./controllers/show_private_canvas_controller.js')])

router.get('/canvases/:canvas/versions', [ListVersions])
router.post('/canvases/:canvas/versions', [KeepVersion])
router.get('/canvases/:canvas/versions/:version', [ShowVersion])
router.post('/canvases/:canvas/versions/:version/restore', [RestoreVersion])
