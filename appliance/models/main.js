/**
 * Takes in models for the parts that run them. Needs Node and nothing else, and knows no secret.
 *
 *     node main.js take PART NAME SHA256 BYTES     the model comes in by the standard input
 *     node main.js bring PART NAME SHA256 BYTES    the same; one that is there is not put in use again
 *     node main.js list                            a line for each: part, name, bytes
 *
 * PART is `speech` (a model of whisper.cpp) or `ai` (GGUF, for Ollama). Exit status: 0 it is there, 1 it
 * is not, and what was there before still is; 2 wrong words.
 */
import { Ollama } from './ollama.js'
import { SpeechModels } from './speech_models.js'

const NAME = /^[a-z0-9][a-z0-9._-]{0,99}(:[a-z0-9._-]{1,50})?$/

const parts = {
  speech: new SpeechModels(process.env.SPEECH_FOLDER ?? '/var/lib/speech'),
  ai: new Ollama(process.env.OLLAMA_URL ?? 'http://ollama:11434'),
}

function wrongWords() {
  console.error('Say: take or bring PART NAME SHA256 BYTES, or: list')
  process.exit(2)
}

async function take(putInUse, part, name, sha256, bytes) {
  const isGood =
    Object.hasOwn(parts, part) &&
    NAME.test(name) &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    /^[1-9]\d{0,14}$/.test(bytes)
  if (!isGood) wrongWords()
  const model = { name, sha256, bytes: Number(bytes) }
  const isNew = await parts[part].take(model, process.stdin, putInUse)
  console.log(isNew ? 'taken' : 'there')
}

async function list() {
  for (const [part, models] of Object.entries(parts)) {
    for (const { name, bytes } of await models.list()) console.log(`${part} ${name} ${bytes}`)
  }
}

const [command, ...words] = process.argv.slice(2)
try {
  if (command === 'take' && words.length === 4) await take(true, ...words)
  else if (command === 'bring' && words.length === 4) await take(false, ...words)
  else if (command === 'list' && words.length === 0) await list()
  else wrongWords()
  // What still comes in is of no use.
  process.exit(0)
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
