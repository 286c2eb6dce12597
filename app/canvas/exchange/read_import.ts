import { FORMAT, readCanvasFile } from './canvas_file.js'
import { readExcalidraw } from './excalidraw.js'
import type { Imported } from './imported.js'
import { LARGEST_DOCUMENT } from '../document_size.js'
import { weightOf } from './insert.js'
import { readTldraw } from './tldraw.js'
import { MOST_IMAGE_BYTES } from '../images/image_bounds.js'
import { ImportRefusal, Value, type FaultCode, type ImportFault } from './value.js'

/**
/**
 * Largest file that is read, in bytes and in UTF-16 units: a full canvas takes less, even if each
 * byte of it is written as six, with the images of a full canvas.
 */
export const LARGEST_FILE = 32 * 1024 * 1024 + Math.ceil(MOST_IMAGE_BYTES / 3) * 4
const DEEPEST = 64

const refuse = (code: FaultCode): never => {
  throw new ImportRefusal({ code, field: '' })
}

/**
 * Reads a file that a person chose: one of ours, of Excalidraw (version 2, and its clipboard) or of
 * tldraw (`.tldr`, format version 1). Anybody may have written it.
 *
 * @returns what it has, or why it is not imported
 */
export function readImport(json: string): Imported | ImportFault {
  try {
    if (json.length > LARGEST_FILE) refuse('fileTooLarge')
    if (depthOf(json) > DEEPEST) refuse('tooDeep')
    const imported = readAny(new Value(parsed(json)))
    if (imported.elements.length === 0 && imported.losses.length === 0) refuse('empty')
    if (weightOf(imported.elements) > LARGEST_DOCUMENT) refuse('tooMuch')
    return imported
  } catch (error) {
    if (error instanceof ImportRefusal) return error.fault
    throw error
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return refuse('notJson')
  }
}

function readAny(file: Value): Imported {
  const format = file.at('format')
  if (format.is(FORMAT)) return { ...readCanvasFile(file), losses: [] }
  const type = file.at('type')
  if (type.is('excalidraw') || type.is('excalidraw/clipboard')) return readExcalidraw(file)
  if (!file.at('tldrawFileFormatVersion').isAbsent) return readTldraw(file)
  return refuse('unknownFormat')
}

/** How deeply lists and objects lie within each other, told without building them. */
function depthOf(json: string): number {
  let [depth, deepest, quoted] = [0, 0, false]
  for (let i = 0; i < json.length; i++) {
    const sign = json.charCodeAt(i)
    if (quoted) {
      if (sign === 0x5c) i++
      else if (sign === 0x22) quoted = false
    } else if (sign === 0x22) quoted = true
    else if (sign === 0x5b || sign === 0x7b) deepest = Math.max(deepest, ++depth)
    else if (sign === 0x5d || sign === 0x7d) depth--
  }
  return deepest
}
