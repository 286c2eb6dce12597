import { hkdfSync, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const LENGTH = 32

/** The appliance key cannot be used; the message names its file. */
export class ApplianceKeyError extends Error {
  override name = 'ApplianceKeyError'
}

function fileOf(home: string): string {
  return join(home, 'keys', 'appliance.key')
}

/**
 * Reads the appliance key (256 bits), and makes it on the first start. The file is readable by its
 * owner alone; losing it makes everything sealed with it unreadable.
 *
 * @throws ApplianceKeyError when the file exists but does not hold a key
 */
export function applianceKey(home: string): Buffer {
  const file = fileOf(home)
  mkdirSync(join(home, 'keys'), { recursive: true, mode: 0o700 })
  try {
    writeFileSync(file, randomBytes(LENGTH).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url')
  if (key.length !== LENGTH) {
    throw new ApplianceKeyError(`${file} does not hold a 256-bit key`)
  }
  return key
}

/** A key for one purpose, derived from the appliance key by HKDF-SHA-256 (RFC 5869), as base64url. */
export function derivedKey(home: string, purpose: string): string {
  const key = hkdfSync('sha256', applianceKey(home), '', `belvedere:${purpose}`, LENGTH)
  return Buffer.from(key).toString('base64url')
}
