import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { ShapeError, type Shape } from './shapes.js'

/** Why something is not known: the folder is not set, or how its file is. */
export const UNKNOWN_REASONS = [
  'notSet',
  'missing',
  'unreadable',
  'tooLarge',
  'broken',
  'unexpected',
] as const

/** One of `UNKNOWN_REASONS`. */
export type UnknownReason = (typeof UNKNOWN_REASONS)[number]

/** Something that is known, or why it is not: one of the two is null. */
export interface Known<Value> {
  value: Value | null
  unknown: UnknownReason | null
}

/** No status is larger. Bytes. */
export const LARGEST_STATUS = 256 * 1024

const unknown = (reason: UnknownReason) => ({ value: null, unknown: reason })

/**
 * What a status file says, whatever state it is in: a file that is not there, half written, huge or
 * not as it should be is not known. Never throws.
 *
 * @param folder empty when there is none
 */
export async function readStatusFile<Value>(
  folder: string,
  name: string,
  shape: Shape<Value>
): Promise<Known<Value>> {
  if (!folder) return unknown('notSet')
  let file: FileHandle | undefined
  try {
    // A pipe of that name must not hold anybody up.
    file = await open(join(folder, `${name}.json`), constants.O_RDONLY | constants.O_NONBLOCK)
    const { size } = await file.stat()
    if (size > LARGEST_STATUS) return unknown('tooLarge')
    const bytes = Buffer.alloc(size)
    const { bytesRead } = await file.read(bytes, 0, size, 0)
    return { value: shape(JSON.parse(bytes.toString('utf8', 0, bytesRead))), unknown: null }
  } catch (error) {
    return unknown(reasonOf(error))
  } finally {
    await file?.close().catch(() => undefined)
  }
}

function reasonOf(error: unknown): UnknownReason {
  if (error instanceof ShapeError) return 'unexpected'
  if (error instanceof SyntaxError) return 'broken'
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
  return isMissing ? 'missing' : 'unreadable'
}
