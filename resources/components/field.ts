import { getContext, setContext } from 'svelte'

/** What a control takes from the Field around it. */
export interface FieldWiring {
  readonly id: string
  /** Ids of hint and error, for `aria-describedby`. */
  readonly describedby: string | undefined
  readonly invalid: boolean
}

const key = Symbol('field')

/** Called by Field: hands the wiring to the control inside. */
export function provideField(wiring: FieldWiring): void {
  setContext(key, wiring)
}

/** Called by a control: the wiring of the Field around it, if there is one. */
export function useField(): FieldWiring | undefined {
  return getContext<FieldWiring | undefined>(key)
}
