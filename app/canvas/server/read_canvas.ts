import { applyUpdate, Doc } from 'yjs'
import { readElements } from '../document.js'
import type { Element } from '../element.js'
import { documents } from './canvas_documents.js'
import { loadDocument, type CanvasScope } from './canvas_store.js'

/**
 * What lies on a canvas now, in drawing order, for a scope that may see it: as this node has it open,
 * otherwise as it is stored, which holds everything that has been confirmed.
 *
 * @throws SealedValueError
 */
export async function readCanvas(scope: CanvasScope, id: string): Promise<Element[]> {
  const open = documents.documents.get(id)
  if (open && !open.isLoading) return readElements(open)
  const { document } = await loadDocument(scope, id)
  const stored = new Doc()
  if (document) applyUpdate(stored, document)
  const elements = readElements(stored)
  stored.destroy()
  return elements
}
