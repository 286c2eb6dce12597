import { PUBLISHER_KEYS } from '#config/licence_keys'
import { settings } from '#config/settings'

/** The public keys that licences are trusted by: the release's, and those of the settings. */
export function trustedKeys(): readonly string[] {
  return [...PUBLISHER_KEYS, ...(settings.licenceKeys ?? [])]
}
