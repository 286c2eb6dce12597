import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '#tests/support/free_port'
import type { Benchmark } from './benchmark.js'

/** The clone that this build was made from. */
const CLONE = fileURLToPath(new URL('../../', import.meta.url))

/** `npm start` until its ready line, in milliseconds; `parts` receives the times that it prints. */
async function startOnce(
  clone: string,
  home: string,
  cache: string,
  parts: (line: string) => void
) {
  const from = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: clone,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: undefined,
      PATH: process.env.PATH?.split(':')
        .filter((folder) => !folder.startsWith(CLONE))
        .join(':'),
      npm_config_cache: cache,
      BELVEDERE_HOME: home,
      PORT: String(await freePort()),
    },
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  let said = ''
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('Belvedere is ready at')) resolve()
    })
    child.once('exit', () => reject(new Error(`npm start ended:\n${said}`)))
  })
  const took = performance.now() - from
  for (const line of said.split('\n')) if (/\bms\b/.test(line)) parts(line)
  if (child.pid) process.kill(-child.pid, 'SIGTERM')
  await ended
  return took
}

/** From a fresh clone with an empty package cache to the ready line, and then once more. */
export const start: Benchmark = {
  name: 'start',
  doc: 'fresh clone with an empty package cache to the ready line, and the second start',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'belvedere-start-'))
    try {
      const clone = join(folder, 'clone')
      execFileSync('git', ['clone', '--quiet', CLONE, clone])
      const home = join(folder, 'home')
      const cache = join(folder, 'npm-cache')
      const first = await startOnce(clone, home, cache, (line) => console.log(`first   ${line}`))
      const second = await startOnce(clone, home, cache, (line) => console.log(`second  ${line}`))
      return {
        figures: { firstMs: Math.round(first), secondMs: Math.round(second) },
        budget: { firstMs: 120_000, secondMs: 10_000 },
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
