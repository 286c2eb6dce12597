import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ProcessFile } from './process_file.js'

const addressFile = (home: string) => join(home, 'database.address')

/**
 * Says where the embedded database of a running appliance is reached, so that the operator's
 * commands find it. Its socket lies in a folder that only this operating-system user can enter.
 *
 * @returns takes it back
 */
export function tellAddress(home: string, url: string): () => void {
  writeFileSync(addressFile(home), url, { mode: 0o600 })
  return () => rmSync(addressFile(home), { force: true })
}

/** Address of the embedded database, while an appliance runs on this folder. */
export function findAddress(home: string): string | undefined {
  if (!new ProcessFile(join(home, 'database.pid')).holder()) return undefined
  try {
    return readFileSync(addressFile(home), 'utf8')
  } catch {
    return undefined
  }
}
