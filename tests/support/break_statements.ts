import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/**
 * Writes a module for `node --require` that lets every statement that holds these words fail with
 * an error that quotes all its values.
 *
 * @returns its path
 */
export function breakStatements(folder: string, words: string): string {
  const file = join(folder, 'break.cjs')
  const pg = createRequire(import.meta.url).resolve('pg')
  writeFileSync(
    file,
    `const { Client } = require(${JSON.stringify(pg)})
     const query = Client.prototype.query
     Client.prototype.query = function (...values) {
       const text = JSON.stringify(values, (key, value) => typeof value === 'function' ? undefined : value)
       if (text.includes(${JSON.stringify(words)})) throw new RangeError('Cannot keep ' + text)
       return query.apply(this, values)
     }`
  )
  return file
}
