import router from '@adonisjs/core/services/router'
import { coreErrors } from '#core/errors/core_errors'
import { describeRoute } from '#core/http/describe_route'
import { statusAnswer } from './status/status_answer.js'

const CheckReadiness = () => import('./controllers/check_readiness_controller.js')
const GetOperatorStatus = () => import('./controllers/get_operator_status_controller.js')
const ImportLicence = () => import('./controllers/import_licence_controller.js')
const ListAuditEntries = () => import('./controllers/list_audit_entries_controller.js')
const ListDeadLetters = () => import('./controllers/list_dead_letters_controller.js')
const SetUp = () => import('./controllers/set_up_controller.js')
const ShowApiDescription = () => import('./controllers/show_api_description_controller.js')
const ShowConsole = () => import('./controllers/show_console_controller.js')
const ShowLicence = () => import('./controllers/show_licence_controller.js')
const ShowMetrics = () => import('./controllers/show_metrics_controller.js')
const ShowSetUpStep = () => import('./controllers/show_set_up_step_controller.js')
const ShowSetup = () => import('./controllers/show_setup_controller.js')
const ShowLanding = () => import('./controllers/show_landing_controller.js')
const ReplayDeadLetters = () => import('./controllers/replay_dead_letters_controller.js')

router.get('/', [ShowLanding])
router.get('/health/live', () => ({ status: 'alive' }))
router.get('/health/ready', [CheckReadiness])
// The gateway asks it for whoever was waiting for a process that is gone.
router.get('/interrupted', () => {
  throw coreErrors.interrupted()
})
router.get('/metrics', [ShowMetrics])
router.get('/audit', [ListAuditEntries])
router.get('/operator', [ShowConsole])
router.get('/operator/set-up/:step', [ShowSetUpStep])
router.get('/operator/licence', [ShowLicence])
router.post('/operator/licence', [ImportLicence])
router.get('/operator/dead-letters', [ListDeadLetters])
router.post('/operator/dead-letters/replay', [ReplayDeadLetters])
router.get('/api/openapi.json', [ShowApiDescription])
router.get('/setup/:token', [ShowSetup])
router.post('/setup/:token', [SetUp])

router.get('/api/v1/operator/status', [GetOperatorStatus])
describeRoute({
  method: 'get',
  path: '/api/v1/operator/status',
  id: 'getOperatorStatus',
  tag: 'Operators',
  summary: 'Say how the appliance is',
  description:
    'For operators, whatever their role. What needs attention comes first, the most pressing first; `code` and `values` say what it is. What the commands of the machine write down is null when it is not known, and `unknown` says why.',
  response: statusAnswer,
})
