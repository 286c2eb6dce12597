import { settings } from '#config/settings'

const proxies = new Set(settings.trustedProxies.split(',').map((address) => address.trim()))

/** Whether what a request from this address says of where it comes from is believed. */
export function isTrustedProxy(address: string | undefined): boolean {
  return address !== undefined && proxies.has(address)
}
