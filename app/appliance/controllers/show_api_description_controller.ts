import app from '@adonisjs/core/services/app'
import { describedRoutes } from '#core/http/describe_route'
import { openApi } from '#core/http/openapi'
import { versionOf } from '#core/observability/version'

/** Answers with the REST description (OpenAPI 3.1). */
export default class ShowApiDescriptionController {
  handle() {
    return openApi(describedRoutes(), versionOf(app.makePath('package.json')))
  }
}
