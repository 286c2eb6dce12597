import { keysToOpenEach } from '#core/keys/keys'
import type { CanvasAccess } from '../queries/find_canvas_access.js'
import type { CanvasScope } from './canvas_store.js'

/**
 * Of which epoch a document is for somebody. It is another once something of it was erased with a
 * key, and once access was taken away or given anew: a copy of another epoch may hold what must not
 * come back, or what was drawn without the right to. Call it inside a scope.
 */
export async function epochOf(
  { organisation }: CanvasScope,
  { owner, grant }: CanvasAccess
): Promise<string> {
  const holders = [{ organisation }, ...(owner === null ? [] : [{ organisation, person: owner }])]
  const keys = await keysToOpenEach(holders)
  return [...keys.map(({ lastDestroyed }) => lastDestroyed), grant].join('.')
}
