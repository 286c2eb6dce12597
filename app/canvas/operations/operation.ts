/** What somebody does with elements of a canvas. */
export const OPERATION_KINDS = [
  'placed',
  'drew',
  'connected',
  'moved',
  'turned',
  'resized',
  'wrote',
  'reordered',
  'changed',
  'removed',
] as const
export type OperationKind = (typeof OPERATION_KINDS)[number]

/** One step of somebody, as it is read from a change of the document. */
export interface Step {
  kind: OperationKind
  /** What kind of elements; null when they are gone. */
  elementKind: string | null
  /** Their ids, sorted; of very many the first. */
  elements: string[]
}

/** One thing that somebody did, however many changes it took. */
export interface Operation extends Step {
  person: string
  /** When it was done. Milliseconds since 1970, of the server's clock. */
  at: number
}

/** What somebody has answered to the question whether what they do may be recorded. */
export type Consent = 'allowed' | 'refused' | 'unanswered'

/** What somebody did, as a list shows it. */
export interface ListedOperation {
  id: string
  /** The name of who did it; null when they are no longer known. */
  by: string | null
  kind: OperationKind
  elementKind: string | null
  count: number
  phase: string | null
  /** ISO 8601. */
  at: string
}
