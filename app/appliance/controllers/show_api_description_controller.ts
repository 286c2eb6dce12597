import { readFileSync } from 'node:fs'
import app from '@adonisjs/core/services/app'
import { describedRoutes } from '#core/http/describe_route'
import { openApi } from '#core/http/openapi'

/** Answers with the REST description (OpenAPI 3.1). */
export default class ShowApiDescriptionController {
  handle() {
    return openApi(describedRoutes(), versionOf(app.makePath('package.json')))
  }
}

function versionOf(manifestFile: string): string {
  const manifest: unknown = JSON.parse(readFileSync(manifestFile, 'utf8'))
  const isManifest = typeof manifest === 'object' && manifest !== null && 'version' in manifest
  return isManifest ? String(manifest.version) : ''
}
