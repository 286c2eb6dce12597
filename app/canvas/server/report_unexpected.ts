import { toRefusal } from '#core/errors/to_refusal'
import { reportError } from '#core/observability/error_reports'

/** Reports what nobody expected around canvases. A database that is away for a while is expected. */
export function reportUnexpected(error: unknown): void {
  if (toRefusal(error).status === 500) reportError(error, { during: 'canvas' })
}
