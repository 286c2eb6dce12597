import { hkdfSync, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { settings } from '#config/settings'
import { writePart, writePrivateFile } from './private_file.js'

const LENGTH = 32
const COOKIES = 'cookies:'
/** 256 bits in either alphabet of base64. */
const FORM = /^[\w+/-]{43}=?$/

/** The appliance key cannot be used; the message names its file. */
export class ApplianceKeyError extends Error {
  override name = 'ApplianceKeyError'
}

/** One version of the appliance key. */
export interface ApplianceKey {
  /** Sixteen hexadecimal digits, found from the key and telling nothing of it. */
  id: string
  /** 256 bits. */
  key: Buffer
}

/** What the key file holds. */
export interface KeyFile {
  /** Newest first; at least one. */
  keys: ApplianceKey[]
  /** What cookies were sealed with before the appliance key was first replaced, as base64url. */
  cookieSecrets: string[]
}

/** Where the appliance key comes from. */
export interface KeySource {
  path: string
  /** Whether APPLIANCE_KEY_FILE names it: then others made it, and it is never written. */
  isPassedIn: boolean
}

/** The key file of this process, by its settings. */
export function keySource(): KeySource {
  return settings.applianceKeyFile
    ? { path: settings.applianceKeyFile, isPassedIn: true }
    : { path: join(settings.home, 'keys', 'appliance.key'), isPassedIn: false }
}

/** HKDF-SHA-256 (RFC 5869) of a key for one purpose. */
function derive(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `belvedere:${purpose}`, LENGTH))
}

function versionOf(key: Buffer): ApplianceKey {
  return { id: derive(key, 'id').subarray(0, 8).toString('hex'), key }
}

/** A new version of the appliance key. */
export function newApplianceKey(): ApplianceKey {
  return versionOf(randomBytes(LENGTH))
}

let known: { stamp: string; file: KeyFile } | undefined

/**
 * The appliance key in all its versions. Makes it on the first start unless it is passed in. The
 * file is looked at each time and read again when it has changed, so that a running process learns
 * of a new version.
 *
 * @throws ApplianceKeyError when the file is missing or empty, holds something else, or others than
 *   the appliance can read it
 */
export function readKeyFile(source = keySource()): KeyFile {
  if (!source.isPassedIn) makeFirst(source.path)
  const stamp = stampOf(source)
  if (known?.stamp === stamp) return known.file
  const file = parseKeyFile(readFileSync(source.path, 'utf8'), source.path)
  known = { stamp, file }
  return file
}

function stampOf({ path, isPassedIn }: KeySource): string {
  let stat
  try {
    stat = statSync(path, { bigint: true })
  } catch {
    throw new ApplianceKeyError(`${nameOf(path, isPassedIn)} cannot be read`)
  }
  // A secret that is mounted may belong to a group of its own; nobody else's file may.
  const tooWide = Number(stat.mode) & (isPassedIn ? 0o037 : 0o077)
  if (tooWide) {
    const mode = (Number(stat.mode) & 0o777).toString(8)
    throw new ApplianceKeyError(
      `${nameOf(path, isPassedIn)} has mode ${mode}, so others could read or change it. Give it mode ${isPassedIn ? '440 or narrower' : '600'}.`
    )
  }
  return [path, stat.ino, stat.size, stat.mtimeNs].join(' ')
}

function nameOf(path: string, isPassedIn: boolean): string {
  return isPassedIn ? `APPLIANCE_KEY_FILE: ${path}` : path
}

/** The file comes into being whole, whoever else starts at the same moment and whatever ends it. */
function makeFirst(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })) return
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const part = `${path}.${randomBytes(6).toString('hex')}`
  writePart(part, formatKeyFile({ keys: [newApplianceKey()], cookieSecrets: [] }))
  try {
    linkSync(part, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(part)
  }
}

/**
 * Writes the key file. One that is passed in is never written: what it should become lies beside
 * the state instead, for the operator to mount.
 *
 * @returns where it was written
 */
export function writeKeyFile(file: KeyFile, source = keySource()): string {
  const path = source.isPassedIn ? join(settings.home, 'keys', 'appliance.key.next') : source.path
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  writePrivateFile(path, formatKeyFile(file))
  known = undefined
  return path
}

function formatKeyFile({ keys, cookieSecrets }: KeyFile): string {
  const lines = keys.map(({ key }) => key.toString('base64url'))
  return [...lines, ...cookieSecrets.map((secret) => COOKIES + secret), ''].join('\n')
}

/**
 * Reads the lines of a key file.
 *
 * @param name what the file is called in errors
 * @throws ApplianceKeyError when there is no key, or something that is none
 */
export function parseKeyFile(text: string, name: string): KeyFile {
  const lines = text.split('\n').map((line) => line.trim())
  const filled = lines.filter((line) => line !== '')
  if (!filled.every((line) => FORM.test(line.replace(COOKIES, '')))) {
    throw new ApplianceKeyError(`${name} does not hold 256-bit keys in base64, one on each line`)
  }
  const isCookies = (line: string) => line.startsWith(COOKIES)
  const keys = filled.filter((line) => !isCookies(line))
  if (keys.length === 0) throw new ApplianceKeyError(`${name} does not hold a 256-bit key`)
  return {
    keys: keys.map((line) => versionOf(Buffer.from(line, 'base64'))),
    cookieSecrets: filled.filter(isCookies).map((line) => line.slice(COOKIES.length)),
  }
}

/** What a key file is once only its newest version remains; cookies stay readable. */
export function withoutOlderKeys({ keys, cookieSecrets }: KeyFile): KeyFile {
  return { keys: keys.slice(0, 1), cookieSecrets: secretsOf({ keys, cookieSecrets }).slice(0, 1) }
}

/**
 * What cookies are sealed with, as base64url: the first for new ones, each for reading. The oldest
 * comes first, so that processes agree while a new appliance key reaches them one after another;
 * and replacing the key signs nobody out.
 */
export function cookieSecrets(source = keySource()): string[] {
  return secretsOf(readKeyFile(source))
}

function secretsOf({ keys, cookieSecrets: kept }: KeyFile): string[] {
  const derived = keys.map(({ key }) => derive(key, 'cookies').toString('base64url'))
  return [...kept, ...derived.reverse()]
}
