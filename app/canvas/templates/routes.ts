import router from '@adonisjs/core/services/router'

const PrepareTemplate = () => import('../controllers/prepare_template_controller.js')
const SaveTemplate = () => import('../controllers/save_template_controller.js')
const ListTemplates = () => import('../controllers/list_templates_controller.js')
const ShowTemplate = () => import('../controllers/show_template_controller.js')
const RenameTemplate = () => import('../controllers/rename_template_controller.js')
const DeleteTemplate = () => import('../controllers/delete_template_controller.js')

router.post('/canvases/:canvas/templates', [PrepareTemplate])
router.post('/canvases/:canvas/own-templates', [SaveTemplate])
router.get('/templates', [ListTemplates])
router.get('/templates/:template', [ShowTemplate])
router.put('/templates/:template', [RenameTemplate])
router.delete('/templates/:template', [DeleteTemplate])
