import logger from '@adonisjs/core/services/logger'
import { kindOf } from '#core/errors/describe_error'
import type { CanvasScope } from '../server/canvas_store.js'
import { reportUnexpected } from '../server/report_unexpected.js'
import { keepVersion } from './keep_version.js'

/**
 * Keeps a version because people have drawn for a while. When that fails, the next time that the
 * canvas is stored tries again.
 */
export async function keepInTime(scope: CanvasScope, canvas: string): Promise<void> {
  try {
    await keepVersion(scope, canvas, { kind: 'activity' })
  } catch (error) {
    logger.error({ canvas, kind: kindOf(error) }, 'version of a canvas not kept')
    reportUnexpected(error)
  }
}
