import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** `BELVEDERE_HOME` cannot be used; the message says why and what to do. */
export class HomeError extends Error {
  override name = 'HomeError'
}

/** When a process began, in clock ticks since boot; tells a reused process number from the old one. */
function beganAt(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}

function isRunning(pid: number, began: string | undefined): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
  }
  return began === undefined || began === '' || beganAt(pid) === began
}

/**
 * Takes `BELVEDERE_HOME` for this process, so that two appliances never write the same files. What
 * a killed process left behind is taken over.
 *
 * @returns gives the folder back
 * @throws HomeError when another appliance runs on it, or it cannot be written
 */
export function claimHome(home: string): () => void {
  const file = join(home, 'appliance.pid')
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 })
    const holder = readHolder(file)
    if (holder && holder.pid !== process.pid && isRunning(holder.pid, holder.began)) {
      throw new HomeError(
        `Another Belvedere (process ${holder.pid}) is running on BELVEDERE_HOME ${home}. Stop it first, or choose another folder.`
      )
    }
    rmSync(file, { force: true })
    const descriptor = openSync(file, 'wx', 0o600)
    writeSync(descriptor, `${process.pid} ${beganAt(process.pid) ?? ''}\n`)
    closeSync(descriptor)
  } catch (error) {
    if (error instanceof HomeError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new HomeError(
      `BELVEDERE_HOME ${home} cannot be written (${reason}). Nothing was changed. Free space or correct its owner, or set BELVEDERE_HOME to another folder.`
    )
  }
  return () => rmSync(file, { force: true })
}

function readHolder(file: string): { pid: number; began: string | undefined } | undefined {
  try {
    const [pid, began] = readFileSync(file, 'utf8').trim().split(' ')
    const number = Number(pid)
    return Number.isInteger(number) && number > 0 ? { pid: number, began } : undefined
  } catch {
    return undefined
  }
}
