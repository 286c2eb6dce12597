import router from '@adonisjs/core/services/router'

const CheckReadiness = () => import('./controllers/check_readiness_controller.js')
const ListAuditEntries = () => import('./controllers/list_audit_entries_controller.js')
const ListDeadLetters = () => import('./controllers/list_dead_letters_controller.js')
const SetUp = () => import('./controllers/set_up_controller.js')
const ShowApiDescription = () => import('./controllers/show_api_description_controller.js')
const ShowSetup = () => import('./controllers/show_setup_controller.js')
const ReplayDeadLetters = () => import('./controllers/replay_dead_letters_controller.js')

router.get('/', ({ inertia }) => inertia.render('landing', { cards: [] }))
router.get('/health/live', () => ({ status: 'alive' }))
router.get('/health/ready', [CheckReadiness])
router.get('/audit', [ListAuditEntries])
router.get('/operator/dead-letters', [ListDeadLetters])
router.post('/operator/dead-letters/replay', [ReplayDeadLetters])
router.get('/api/openapi.json', [ShowApiDescription])
router.get('/setup/:token', [ShowSetup])
router.post('/setup/:token', [SetUp])
