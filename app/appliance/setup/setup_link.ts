import { timingSafeEqual } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { hashToken, newToken } from '#core/keys/tokens'
import { writePrivateFile } from '#core/keys/private_file'

const fileOf = (home: string) => join(home, 'keys', 'setup')

/** Makes a new one-time link for setting the appliance up; an earlier one no longer works. */
export function makeSetupLink(home: string, url: string): string {
  const token = newToken()
  mkdirSync(join(home, 'keys'), { recursive: true, mode: 0o700 })
  writePrivateFile(fileOf(home), hashToken(token))
  return `${url}/setup/${token}`
}

/** Whether a token is the one of the link. */
export function isSetupToken(home: string, token: string): boolean {
  const given = Buffer.from(hashToken(token))
  try {
    const kept = Buffer.from(readFileSync(fileOf(home), 'utf8').trim())
    return kept.length === given.length && timingSafeEqual(kept, given)
  } catch {
    return false
  }
}

/** Makes the link worthless. */
export function useUpSetupLink(home: string): void {
  rmSync(fileOf(home), { force: true })
}
