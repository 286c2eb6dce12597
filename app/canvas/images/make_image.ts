import { fork } from 'node:child_process'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeTurns } from '#core/limits/turns'
import { canvasErrors } from '../errors.js'
import type { ImageAnswer, ImageFault, MadeImage } from './made_image.js'

const PROGRAM = fileURLToPath(
  new URL(`./image_process${extname(import.meta.filename)}`, import.meta.url)
)
/** The most that one image takes, the start of its process included. */
const PATIENCE_MS = 40_000

const inTurn = makeTurns({ mostWaiting: 40, retryAfter: 10 })

/**
 * Makes the images that are kept of a file that somebody brought, in a process of its own: decoders
 * have faults, and a file that finds one shall find nothing else. One is made at a time.
 *
 * @param path of a file that has been inspected
 * @throws canvas.imageUnknown, canvas.imageSvg, canvas.imageHeic, canvas.imageTooCostly,
 *   canvas.imageDamaged, core.unavailable when too many wait
 */
export async function makeImage(path: string): Promise<MadeImage> {
  const answer = await inTurn(() => inProcess(path))
  if ('fault' in answer) throw canvasErrors[answer.fault]()
  return answer
}

function inProcess(path: string): Promise<ImageAnswer> {
  const { promise, resolve } = Promise.withResolvers<ImageAnswer>()
  const child = fork(PROGRAM, [path], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // It needs nothing of what this process knows.
    env: {},
    execArgv: [...process.execArgv, '--max-old-space-size=256'],
  })
  const end = (fault: ImageFault) => resolve({ fault })
  const patience = setTimeout(() => end('imageTooCostly'), PATIENCE_MS)
  child.once('message', (message) => (isAnswer(message) ? resolve(message) : end('imageDamaged')))
  child.once('error', () => end('imageDamaged'))
  // Whatever ended it, memory most likely, the file did.
  child.once('exit', () => end('imageTooCostly'))
  return promise.finally(() => {
    clearTimeout(patience)
    child.kill('SIGKILL')
  })
}

/** It comes from our own program alone; only its type is lost on the way. */
const isAnswer = (message: unknown): message is ImageAnswer =>
  typeof message === 'object' && message !== null && ('fault' in message || 'large' in message)
