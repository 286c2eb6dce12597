import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

const NAME = /^[a-z0-9][a-z0-9._-]{0,99}(:[a-z0-9._-]{1,50})?$/
const FILE = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/

async function digestOf(file) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/**
 * The models that a bundle is to bring, as `models.json` in their folder names them: a list of
 * `{ "name": "whisper-small", "part": "speech", "file": "ggml-small.bin" }`; the part is speech or ai.
 *
 * @param {string} folder
 * @returns {Promise<{ name: string, part: string, file: string, sha256: string, bytes: number }[]>}
 *   empty when there is no such folder
 * @throws {Error} naming the entry that is wrong
 */
export async function readModels(folder) {
  const list = join(folder, 'models.json')
  if (!existsSync(list)) return []
  const models = []
  for (const { name, part, file } of JSON.parse(readFileSync(list, 'utf8'))) {
    const wrong = (what) => new Error(`${list}: ${JSON.stringify(name)}: ${what}`)
    if (typeof name !== 'string' || !NAME.test(name)) throw wrong('no name of a model')
    if (part !== 'speech' && part !== 'ai') throw wrong('the part is speech or ai')
    if (typeof file !== 'string' || !FILE.test(file)) throw wrong('no name of a file')
    const path = join(folder, file)
    if (!existsSync(path)) throw wrong(`${file} is not there`)
    models.push({ name, part, file, sha256: await digestOf(path), bytes: statSync(path).size })
  }
  return models
}
