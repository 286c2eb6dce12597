import type { Element } from '../element.js'

type Without<E> = E extends Element ? Omit<E, 'author'> : never
/** An element outside of a canvas, in a file or a template: whose it is, is decided where it lands. */
export type Carried = Without<Element>
