import router from '@adonisjs/core/services/router'
import { coreErrors } from '#core/errors/core_errors'
import { describeRoute } from '#core/http/describe_route'

const ExportCanvas = () => import('../controllers/export_canvas_controller.js')

router.get('/api/v1/canvases/:canvas/export', [ExportCanvas])
describeRoute({
  method: 'get',
  path: '/api/v1/canvases/:canvas/export',
  id: 'exportCanvas',
  tag: 'Canvas',
  summary: 'Get what lies on a canvas as a file',
  description:
    'For whoever may see the canvas. A session’s canvas has the session’s id. The file is described in docs/canvas_format.md and can be imported on the page of any canvas.',
  file: 'application/json',
  errors: [coreErrors.notFound],
})
