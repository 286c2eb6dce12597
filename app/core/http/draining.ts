import { definePart } from '#core/health/parts'

let isEnding = false

/** Says from now on that this process takes nothing new, because it is about to end. */
export function beginDraining(): void {
  isEnding = true
}

/** Whether this process is about to end. */
export function isDraining(): boolean {
  return isEnding
}

definePart({
  name: 'process',
  isNeeded: true,
  check: async () => (isEnding ? 'draining' : null),
})
