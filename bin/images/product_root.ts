import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { root as checkout } from '#tests/services/place'
import { run } from './apt.js'
import { addProgram } from './debian_root.js'
import { LEFT_OUT } from './definitions.js'
import { WORK } from './place.js'

/** Parts of the build that only build, try or measure. */
const BUILD_LEFT_OUT = ['bench', 'tests', '.stamps', 'appliance/!(audit|models)']

/** What of packages is read by people, and by compilers. */
const FILES_LEFT_OUT = [
  '**/*.{map,d.ts,d.mts,d.cts,md,markdown,tsbuildinfo}',
  '**/.{github,vscode,idea}',
  '**/{.eslintrc*,.prettierrc*,.editorconfig,.npmignore,.travis.yml,tsconfig*.json}',
  '**/node_modules/.bin',
  '.bin',
  '.package-lock.json',
]

/** Installs what the lock file says for serving, once for each lock file. */
function productionPackages(): string {
  const key = createHash('sha256').update(readFileSync(join(checkout, 'package-lock.json')))
  const folder = join(WORK, `npm-${key.digest('hex').slice(0, 12)}`)
  const modules = join(folder, 'node_modules')
  const stamp = join(folder, 'complete')
  if (existsSync(stamp)) return modules
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
    cpSync(join(checkout, file), join(folder, file))
  }
  console.log('Fetching the packages for production …')
  const words = ['ci', '--omit=dev', '--ignore-scripts', '--prefer-offline', '--loglevel=error']
  run('npm', words, { cwd: folder })
  writeFileSync(stamp, '')
  return modules
}

function removeAll(folder: string, patterns: readonly string[]): void {
  for (const pattern of patterns) {
    for (const path of globSync(pattern, { cwd: folder })) {
      rmSync(join(folder, path), { recursive: true, force: true })
    }
  }
}

/** Brings the build of this checkout into a root, with Node and the packages that it runs with. */
export function addProduct(root: string): void {
  const place = join(root, 'opt', 'belvedere')
  cpSync(join(checkout, 'build'), place, { recursive: true })
  removeAll(place, [...BUILD_LEFT_OUT, '**/*.map', '**/*.spec.js'])
  const modules = join(place, 'node_modules')
  cpSync(productionPackages(), modules, { recursive: true, verbatimSymlinks: true })
  removeAll(modules, [...LEFT_OUT, ...FILES_LEFT_OUT])
  addProgram(process.execPath, root)
  cpSync(join(checkout, 'LICENSE'), join(place, 'LICENSE'))
}
