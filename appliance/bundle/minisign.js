/**
 * Signatures in minisign's format: Ed25519 over BLAKE2b-512 (“prehashed”), with a trusted comment
 * that is signed too.
 */
import { createHash, createPrivateKey, createPublicKey, scryptSync, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'

const SECRET_BYTES = 158
/** What precedes a seed in PKCS #8. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** libsodium's way from its limits to scrypt's parameters. */
function scryptParameters(operations, memory) {
  const most = Math.max(operations, 32768)
  const byOperations = most < memory / 32
  let log = 1
  const bound = byOperations ? most / 32 : memory / 1024
  while (log < 63 && 2 ** log <= bound / 2) log++
  const p = byOperations ? 1 : Math.floor(Math.min(most / 4 / 2 ** log, 0x3fffffff) / 8)
  return { N: 2 ** log, r: 8, p, maxmem: 256 * 2 ** log * 8 + (1 << 20) }
}

/** The key's id and pair out of its sealed or open form. */
function open(bytes, password) {
  const sealed = bytes.subarray(54)
  if (bytes.subarray(2, 4).equals(Buffer.alloc(2))) return sealed
  if (password === undefined) throw new Error('needs its password, on the standard input')
  const operations = Number(bytes.readBigUInt64LE(38))
  const memory = Number(bytes.readBigUInt64LE(46))
  const stream = scryptSync(
    password,
    bytes.subarray(6, 38),
    sealed.length,
    scryptParameters(operations, memory)
  )
  return Buffer.from(sealed.map((byte, index) => byte ^ (stream[index] ?? 0)))
}

/**
 * Reads a secret key as `minisign -G` writes it.
 *
 * @param {string} file path of the key
 * @param {string} [password] of a key that has one
 * @returns {{ publicKey: string, sign: (content: Buffer, comment: string) => string }} the public
 *   key in base64, and what makes the text of a signature file
 * @throws {Error} when the file is no such key, or the password another
 */
export function readSigningKey(file, password) {
  const coded = readFileSync(file, 'utf8').split('\n')[1] ?? ''
  const bytes = Buffer.from(coded, 'base64')
  if (bytes.length !== SECRET_BYTES || bytes.toString('latin1', 0, 2) !== 'Ed') {
    throw new Error(`${file} is not a secret key of minisign`)
  }
  let pair
  try {
    pair = open(bytes, password)
  } catch (error) {
    throw new Error(`${file} ${error.message}`, { cause: error })
  }
  const id = pair.subarray(0, 8)
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8, pair.subarray(8, 40)]),
    format: 'der',
    type: 'pkcs8',
  })
  const raw = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
  if (!raw.equals(pair.subarray(40, 72))) throw new Error(`${file} has another password`)
  return {
    publicKey: Buffer.concat([Buffer.from('Ed'), id, raw]).toString('base64'),
    sign(content, comment) {
      const signature = sign(null, createHash('blake2b512').update(content).digest(), key)
      const global = sign(null, Buffer.concat([signature, Buffer.from(comment)]), key)
      return [
        'untrusted comment: signature of a bundle of Belvedere',
        Buffer.concat([Buffer.from('ED'), id, signature]).toString('base64'),
        `trusted comment: ${comment}`,
        global.toString('base64'),
        '',
      ].join('\n')
    },
  }
}
