import * as Y from 'yjs'
import { isName, readPlacement } from '../read_element.js'
import type { OperationKind, Step } from './operation.js'

/** Most elements that one step names. */
const MOST_NAMED = 100

/** What was done in one transaction, from the events of the map of elements; one step of each kind. */
export function readSteps(events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): Step[] {
  const steps = new Map<string, Step>()
  const known = new Set<string>()
  const note = (id: unknown, kind: OperationKind, element: unknown) => {
    if (!isName(id) || known.has(id)) return
    known.add(id)
    const elementKind = kindOf(element)
    const name = `${kind} ${elementKind}`
    const step = steps.get(name) ?? { kind, elementKind, elements: [] }
    steps.set(name, step)
    step.elements.push(id)
  }
  for (const event of events) {
    const { target, path } = event
    if (path.length === 0 && target instanceof Y.Map) {
      for (const [id, { action }] of event.changes.keys) {
        const element: unknown = target.get(id)
        note(id, action === 'delete' ? 'removed' : beginning(element), element)
      }
    } else if (path.length === 1 && target instanceof Y.Map) {
      note(path[0], changeOf(event, target), target)
    } else if (path[1] === 'text') note(path[0], 'wrote', target.parent)
  }
  return [...steps.values()].map((step) => ({
    ...step,
    elements: step.elements.sort().slice(0, MOST_NAMED),
  }))
}

function kindOf(element: unknown): string | null {
  const kind: unknown = element instanceof Y.Map ? element.get('kind') : null
  return isName(kind) ? kind : null
}

/** How an element of this kind comes to be. */
function beginning(element: unknown): OperationKind {
  if (!(element instanceof Y.Map)) return 'placed'
  const isAttached = isName(element.get('from')) || isName(element.get('to'))
  if (isAttached) return 'connected'
  return kindOf(element) === 'stroke' ? 'drew' : 'placed'
}

function changeOf(
  { changes: { keys } }: Y.YEvent<Y.AbstractType<unknown>>,
  element: Y.Map<unknown>
): OperationKind {
  const placed = keys.get('at')
  if (placed) {
    const before = readPlacement(placed.oldValue)
    const after = readPlacement(element.get('at'))
    if (before && after && before[3] !== after[3]) return 'resized'
    return before && after && before[2] !== after[2] ? 'turned' : 'moved'
  }
  if (['from', 'to'].some((end) => keys.has(end) && isName(element.get(end)))) return 'connected'
  return keys.size === 1 && keys.has('order') ? 'reordered' : 'changed'
}
