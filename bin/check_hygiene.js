import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './install.js'

const BINARY = /\.(png|jpe?g|webp|avif|gif|ico|woff2?|ttf|otf|pdf|gz|wasm|mp3|wav|webm|mp4)$/
const SIGNS = [
  { what: 'an absolute path of a machine', sign: /(?<![\w.:/-])\/(home|Users|root|work)\/[\w.-]+/ },
  {
    what: 'a package registry',
    sign: /https?:\/\/[\w.-]*(registry|mirror|artifactory|nexus)[\w-]*\./,
  },
  { what: 'a download address in the lock file', sign: /"resolved": "http/ },
]

/**
 * What belongs to one machine and not to the project: paths, registries, mirrors.
 *
 * @returns {string[]} one line for each problem
 */
export function hygieneProblems() {
  const list = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
  const files = list.split('\0').filter((file) => file && !BINARY.test(file))
  return files.flatMap((file) => {
    if (file === 'bin/check_hygiene.js') return []
    const lines = readFileSync(join(root, file), 'utf8').split('\n')
    return lines.flatMap((line, index) =>
      SIGNS.filter(({ sign }) => sign.test(line)).map(
        ({ what }) => `${file}:${index + 1} contains ${what}`
      )
    )
  })
}
