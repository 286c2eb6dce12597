import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The commands of the production build. */
export const CONSOLE = fileURLToPath(new URL('../../build/bin/console.js', import.meta.url))

/** Runs a program of Node to its end, with nothing but the input to answer its questions. */
export function runProgram(parameters: string[], environment: NodeJS.ProcessEnv = {}, input = '') {
  const { DATABASE_URL: _, DATABASE_OWNER_URL: __, NODE_ENV: ___, ...inherited } = process.env
  const child = spawn(process.execPath, parameters, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...inherited, ...environment },
  })
  // One that asks nothing may have ended before.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  }
  return new Promise<{ status: number | null; said: string }>((resolve) => {
    child.once('close', (status) => resolve({ status, said }))
  })
}
