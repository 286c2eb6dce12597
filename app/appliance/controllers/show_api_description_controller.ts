import app from '@adonisjs/core/services/app'
import { describedRoutes } from '#core/http/describe_route'
import { openApi } from '#core/http/openapi'

/** Answers with the REST description (OpenAPI 3.1). */
export default class ShowApiDescriptionController {
  handle() {
    return openApi(describedRoutes(), String(app.version ?? ''))
  }
}
