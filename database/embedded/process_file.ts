import { readFileSync, rmSync, writeFileSync } from 'node:fs'

/**
 * When a process began, in clock ticks since boot: tells a process from a later one with the same
 * number. Undefined where the system does not say.
 */
function beganAt(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** A file that names the process which holds something, and survives being left behind by a killed one. */
export class ProcessFile {
  constructor(private readonly path: string) {}

  /** Number of the process that holds this and still runs. */
  holder(): number | undefined {
    let text: string
    try {
      text = readFileSync(this.path, 'utf8')
    } catch {
      return undefined
    }
    const [number, began] = text.trim().split(' ')
    const pid = Number(number)
    if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid || !isAlive(pid)) return undefined
    return began === undefined || beganAt(pid) === began ? pid : undefined
  }

  /**
   * Names a process as the holder.
   *
   * @throws the file system's error when the file cannot be written
   */
  write(pid: number): void {
    const line = `${pid} ${beganAt(pid) ?? ''}`.trim()
    writeFileSync(this.path, `${line}\n`, { mode: 0o600 })
  }

  remove(): void {
    rmSync(this.path, { force: true })
  }
}
