import type { IncomingMessage } from 'node:http'
import { publicUrl } from '#config/settings'

/**
 * Whether a page of this appliance made the request. A WebSocket carries cookies whatever page
 * opened it, so only this tells another site's page from ours.
 */
export function isSameOrigin({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const { origin, host } = headers
  if (!origin || !URL.canParse(origin)) return false
  return origin === new URL(publicUrl).origin || new URL(origin).host === host
}
