import router from '@adonisjs/core/services/router'
import { coreErrors } from '#core/errors/core_errors'
import { describeRoute } from '#core/http/describe_route'
import { printCanvasInput } from '../controllers/print_canvas_controller.js'
import { canvasErrors } from '../errors.js'

const ExportCanvas = () => import('../controllers/export_canvas_controller.js')
const PrintCanvas = () => import('../controllers/print_canvas_controller.js')

router.get('/canvases/:canvas/pdf', [PrintCanvas])

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

router.get('/api/v1/canvases/:canvas/pdf', [PrintCanvas]).as('print_canvas_by_api')
describeRoute({
  method: 'get',
  path: '/api/v1/canvases/:canvas/pdf',
  id: 'printCanvas',
  tag: 'Canvas',
  summary: 'Get a canvas as a PDF',
  description:
    'For whoever may see the canvas. Each frame is a page; without frames all is on one, and where something lies in no frame a page with all comes first. Words can be selected. The words of cards are in the language asked for.',
  query: printCanvasInput,
  file: 'application/pdf',
  errors: [
    coreErrors.notFound,
    canvasErrors.tooManyPages,
    coreErrors.tooManyRequests,
    coreErrors.unavailable,
  ],
})
