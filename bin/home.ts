import { mkdirSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { ProcessFile } from '#database/embedded/process_file'

/** `BELVEDERE_HOME` cannot be used; the message says why and what to do. */
export class HomeError extends Error {
  override name = 'HomeError'
}

/** With less than this a start could break off in the middle of writing. */
const NEEDED_MIB = 256

/**
 * Takes `BELVEDERE_HOME` for this process, so that two appliances never write the same files. What
 * a killed process left behind is taken over.
 *
 * @returns gives the folder back
 * @throws HomeError when another appliance runs on it, or it cannot be written
 */
export function claimHome(home: string): () => void {
  const file = new ProcessFile(join(home, 'appliance.pid'))
  const holder = file.holder()
  if (holder) {
    throw new HomeError(
      `Another Belvedere (process ${holder}) is running on BELVEDERE_HOME ${home}. Stop it first, or choose another folder.`
    )
  }
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 })
    const { bavail, bsize } = statfsSync(home)
    const freeMib = Math.floor((bavail * bsize) / 1024 ** 2)
    if (freeMib < NEEDED_MIB) {
      throw new Error(`its disk is full: ${freeMib} MiB free, ${NEEDED_MIB} needed`)
    }
    file.write(process.pid)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new HomeError(
      `BELVEDERE_HOME ${home} cannot be written (${reason}). Nothing was changed. Free space or correct its owner, or set BELVEDERE_HOME to another folder.`
    )
  }
  return () => file.remove()
}
