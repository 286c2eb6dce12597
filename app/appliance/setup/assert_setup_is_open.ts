import { settings } from '#config/settings'
import { coreErrors } from '#core/errors/core_errors'
import { hasOrganisation } from './first_organisation.js'
import { isSetupToken } from './setup_link.js'

/**
 * Refuses everybody once there is an organisation, and before that everybody without the link.
 *
 * @throws core.notFound
 */
export async function assertSetupIsOpen(token: string): Promise<void> {
  if (!isSetupToken(settings.home, token) || (await hasOrganisation())) throw coreErrors.notFound()
}
