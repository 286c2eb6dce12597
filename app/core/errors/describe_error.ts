/**
 * An error's name and code. Never its message: that may quote what somebody wrote.
 *
 * @returns such as `RangeError` or `error 23505`
 */
export function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const code = codeOf(error)
  return code ? `${error.name} ${code}` : error.name
}

/** An error's code, when it has one that is a word or a number. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : undefined
}

/** One place in the program. */
export interface Frame {
  /** Absent outside any function. */
  function?: string
  file: string
  line: number
  column: number
}

const FRAME =
  /^ {4}at (?:(?<caller>[^()]+) \()?(?<file>(?:file:\/\/|node:|\/)[^\s()]+):(\d+):(\d+)\)?$/

/**
 * Where an error came from, innermost first. What precedes the places in a stack is the message,
 * which is cut off as a whole: a line of it may look like a place.
 */
export function framesOf(error: unknown, most: number): Frame[] {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return []
  const at = error.message ? error.stack.indexOf(error.message) : 0
  // A message that was changed later is not the one in the stack, and cannot be told from it.
  if (at < 0) return []
  const places = error.stack.slice(at + error.message.length)
  return places
    .split('\n')
    .map(readFrame)
    .filter((frame) => frame !== null)
    .slice(0, most)
}

function readFrame(line: string): Frame | null {
  const found = FRAME.exec(line)
  if (!found) return null
  const [, caller, file = '', row, column] = found
  const place = { file, line: Number(row), column: Number(column) }
  return caller ? { function: caller, ...place } : place
}
