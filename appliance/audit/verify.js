/**
 * Verifies an exported audit log. Needs Node and nothing else: no packages, no database.
 *
 *     node verify.js LOG PUBLIC_KEY [CHECKPOINT …]
 *
 * LOG is what `audit:export` wrote, PUBLIC_KEY what `audit:key` printed, each CHECKPOINT what
 * `audit:checkpoint` printed at an earlier time and somebody kept elsewhere. Names the first bad
 * entry. Exit status: 0 nothing was changed, 1 something was, 2 it could not be verified.
 */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream, readFileSync, realpathSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const sha256 = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const LEAF = Buffer.from([0])
const NODE = Buffer.from([1])

/** RFC 8785, for what JSON can hold. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const names = Object.keys(value).sort((one, other) => (one < other ? -1 : 1))
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`
}

/** The Merkle tree of RFC 9162 over leaves that come one after another. */
class Tree {
  size = 0
  /** Hashes of complete subtrees, the largest first. */
  #edge = []

  add(leaf) {
    let hash = leaf
    for (let rest = this.size; rest % 2 === 1; rest = (rest - 1) / 2) {
      hash = sha256(NODE, this.#edge.pop(), hash)
    }
    this.#edge.push(hash)
    this.size++
  }

  root() {
    if (this.size === 0) return sha256()
    return this.#edge.reduceRight((right, left) => sha256(NODE, left, right))
  }
}

async function* linesOf(path) {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity })
  let number = 0
  for await (const line of lines) {
    number++
    if (line === '') continue
    try {
      yield JSON.parse(line)
    } catch {
      throw new Error(`line ${number} of the log cannot be read`)
    }
  }
}

/** Public keys by their ids. */
function readKeys(path) {
  const blocks = readFileSync(path, 'utf8').match(/-----BEGIN[^]*?-----END[^-]*-----/g) ?? []
  if (blocks.length === 0) throw new Error(`${path} holds no public key`)
  return new Map(
    blocks.map((pem) => {
      const key = createPublicKey(pem)
      const id = sha256(key.export({ type: 'spki', format: 'der' }))
        .toString('hex')
        .slice(0, 16)
      return [id, key]
    })
  )
}

function isSigned({ size, root, at, key, signature }, keys) {
  const publicKey = keys.get(key)
  if (!publicKey || typeof signature !== 'string') return false
  const text = `belvedere audit checkpoint 1\n${canonical({ size, root, at, key })}`
  return verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64'))
}

const nameOf = (index, entry) => `entry ${index}${entry?.id ? ` (${entry.id})` : ''}`

/** Where the leaf with this hash belongs, if it is anywhere in the log. */
async function placeOf(path, hash) {
  for await (const { leaf, index } of linesOf(path)) if (leaf === hash) return index
  return undefined
}

/** What is wrong with one line, if anything is. */
async function faultOf(path, expected, { index, leaf, entry }) {
  if (index > expected) return `${nameOf(expected)} was removed`
  if (index < expected) return `${nameOf(index, entry)} stands in the log twice`
  if (!entry) return `${nameOf(index)} was removed`
  const hash = sha256(LEAF, canonical(entry)).toString('hex')
  if (hash === leaf) return undefined
  const place = await placeOf(path, hash)
  return place === undefined
    ? `${nameOf(index, entry)} was edited`
    : `${nameOf(index, entry)} was reordered: it was written as entry ${place}`
}

/**
 * Verifies a log.
 *
 * @param {string} path
 * @param {Map<string, import('node:crypto').KeyObject>} keys
 * @param {object[]} kept checkpoints that were kept elsewhere
 * @returns {Promise<{ entries: number, checkpoints: number, fault?: string }>}
 */
async function verifyLog(path, keys, kept) {
  const checkpoints = [...kept]
  for await (const { checkpoint } of linesOf(path)) if (checkpoint) checkpoints.push(checkpoint)
  checkpoints.sort((one, other) => one.size - other.size)
  const tree = new Tree()
  const found = (fault) => ({ entries: tree.size, checkpoints: checkpoints.length, fault })

  for (const each of checkpoints) {
    if (!isSigned(each, keys))
      return found(`the checkpoint of ${each.size} entries is not signed by this key`)
  }
  let next = 0
  let proved = 0
  let suspect
  const check = () => {
    for (; checkpoints[next]?.size === tree.size; next++) {
      if (checkpoints[next].root !== tree.root().toString('hex')) {
        return (
          suspect ??
          `an entry from ${proved} to ${tree.size - 1} was edited, removed or reordered, and its traces with it`
        )
      }
      proved = tree.size
    }
    return undefined
  }
  let fault = check()
  for await (const line of linesOf(path)) {
    if (fault) return found(fault)
    if (line.checkpoint) continue
    suspect ??= await faultOf(path, tree.size, line)
    // Without its hash nothing behind it can be proved.
    if (suspect && (line.index !== tree.size || !line.leaf)) return found(suspect)
    tree.add(Buffer.from(line.leaf, 'hex'))
    fault = check()
  }
  if (fault ?? suspect) return found(fault ?? suspect)
  const last = checkpoints.at(-1)
  if (!last) return found('there is no checkpoint')
  if (last.size > tree.size) {
    return found(`${nameOf(tree.size)} is missing: the log was cut off, ${last.size} were signed`)
  }
  if (last.size < tree.size) {
    return found(`${nameOf(last.size)} was appended behind the last checkpoint`)
  }
  return found(undefined)
}

async function main([log, key, ...kept]) {
  if (!log || !key) throw new Error('node verify.js LOG PUBLIC_KEY [CHECKPOINT …]')
  const checkpoints = kept.map((path) => JSON.parse(readFileSync(path, 'utf8')))
  const result = await verifyLog(log, readKeys(key), checkpoints)
  if (result.fault) {
    console.log(`BAD: ${result.fault}`)
    process.exitCode = 1
  } else {
    console.log(`OK: ${result.entries} entries, ${result.checkpoints} checkpoints, nothing changed`)
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error.message)
    process.exitCode = 2
  })
}
