import { settings } from '#config/settings'
import { parseNetworks } from '#core/settings/networks'

const isNamed = parseNetworks(settings.trustedProxies)

/** Whether what a request from this address says of where it comes from is believed. */
export function isTrustedProxy(address: string | undefined): boolean {
  return address !== undefined && isNamed(address)
}
