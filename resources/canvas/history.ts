import * as Y from 'yjs'
import { elementsOf } from '#canvas/document'

/** Undo and redo of what one person did in this tab, and of nothing that others did. */
export class History {
  /** The origin to pass with every change that shall be undone here. */
  readonly origin = { by: 'history' }
  readonly #manager: Y.UndoManager

  /** @param changed called whenever what can be undone or redone may have changed */
  constructor(doc: Y.Doc, changed: () => void) {
    // Steps are cut by `step` alone: a slow drag is one step, and so are two quick taps two.
    this.#manager = new Y.UndoManager(elementsOf(doc), {
      trackedOrigins: new Set([this.origin]),
      captureTimeout: Infinity,
    })
    this.#manager.on('stack-item-added', changed)
    this.#manager.on('stack-item-popped', changed)
    this.#manager.on('stack-cleared', changed)
  }

  get canUndo(): boolean {
    return this.#manager.canUndo()
  }

  get canRedo(): boolean {
    return this.#manager.canRedo()
  }

  /** Begins a new step: what follows is undone apart from what was. */
  step() {
    this.#manager.stopCapturing()
  }

  /** Undoes the step that goes on, as if it had never been. */
  takeBack() {
    this.#manager.undo()
    this.#manager.clear(false, true)
  }

  undo() {
    this.#manager.undo()
  }

  redo() {
    this.#manager.redo()
  }

  destroy() {
    this.#manager.destroy()
  }
}
