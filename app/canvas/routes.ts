import router from '@adonisjs/core/services/router'
import './comments/routes.js'
import './exchange/routes.js'
import './templates/routes.js'
import './exercise/routes.js'
import './images/routes.js'
import './presenting/routes.js'

const ShowPrivateCanvas = () => import('./controllers/show_private_canvas_controller.js')
const ListCanvases = () => import('./controllers/list_canvases_controller.js')
const CreateCanvas = () => import('./controllers/create_canvas_controller.js')
const ShowCanvas = () => import('./controllers/show_canvas_controller.js')
const RenameCanvas = () => import('./controllers/rename_canvas_controller.js')
const DeleteCanvas = () => import('./controllers/delete_canvas_controller.js')
const BringBackCanvas = () => import('./controllers/bring_back_canvas_controller.js')
const ShareCanvas = () => import('./controllers/share_canvas_controller.js')
const ChangeShare = () => import('./controllers/change_share_controller.js')
const MakePrivate = () => import('./controllers/make_private_controller.js')
const EndShare = () => import('./controllers/end_share_controller.js')
const ShowOffline = () => import('./controllers/show_offline_controller.js')
const ListVersions = () => import('./controllers/list_versions_controller.js')
const ShowVersion = () => import('./controllers/show_version_controller.js')
const KeepVersion = () => import('./controllers/keep_version_controller.js')
const RestoreVersion = () => import('./controllers/restore_version_controller.js')
const ShowRecording = () => import('./controllers/show_recording_controller.js')
const AnswerRecording = () => import('./controllers/answer_recording_controller.js')
const DeleteRecording = () => import('./controllers/delete_recording_controller.js')
const ListOperations = () => import('./controllers/list_operations_controller.js')

router.get('/offline', [ShowOffline, 'handle'])
router.get('/canvas', [ShowPrivateCanvas, 'handle'])
router.get('/canvases', [ListCanvases, 'handle'])
router.post('/canvases', [CreateCanvas, 'handle'])
router.get('/canvases/:id', [ShowCanvas, 'handle'])
router.put('/canvases/:id', [RenameCanvas, 'handle'])
router.delete('/canvases/:id', [DeleteCanvas, 'handle'])
router.post('/canvases/:id/bring-back', [BringBackCanvas, 'handle'])
router.post('/canvases/:id/shares', [ShareCanvas, 'handle'])
router.delete('/canvases/:id/shares', [MakePrivate, 'handle'])
router.put('/canvases/:id/shares/:share', [ChangeShare, 'handle'])
router.delete('/canvases/:id/shares/:share', [EndShare, 'handle'])

router.get('/canvases/:canvas/versions', [ListVersions])
router.post('/canvases/:canvas/versions', [KeepVersion])
router.get('/canvases/:canvas/versions/:version', [ShowVersion])
router.post('/canvases/:canvas/versions/:version/restore', [RestoreVersion])

router.get('/sessions/:id/recording', [ShowRecording])
router.post('/sessions/:id/recording', [AnswerRecording])
router.delete('/sessions/:id/recording', [DeleteRecording])
router.get('/sessions/:id/operations', [ListOperations])
