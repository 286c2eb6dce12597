/**
 * Builds the product into `build/`, and of it only the parts whose sources have changed since the
 * last build. `node bin/build.js` builds; `buildProduct` is also called by `npm start`.
 */
import { createHash } from 'node:crypto'
import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { buildDecks } from './build_decks.js'

const run = promisify(execFile)
const root = fileURLToPath(new URL('..', import.meta.url))
const output = join(root, 'build')

/** Compiles the server's TypeScript; types are checked by `npm run check`, not here. */
async function compileServer() {
  for (const folder of ['app', 'bin', 'bench', 'config', 'database', 'start', 'tests']) {
    rmSync(join(output, folder), { recursive: true, force: true })
  }
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  await run(process.execPath, [compiler, '--noCheck', '-p', 'tsconfig.json'], { cwd: root })
}

/** Stops the build at a hole in the translations. */
async function checkTranslations() {
  const { languageFileProblems } = await import('./check_translations.js')
  const problems = languageFileProblems()
  if (problems.length > 0) throw new Error(`The translations have holes:\n${problems.join('\n')}`)
}

/** Bundles the pages for browsers and for rendering on the server. */
async function bundlePages() {
  process.env.NODE_ENV = 'production'
  const { createBuilder } = await import('vite')
  const builder = await createBuilder({ root, logLevel: 'warn' }, false)
  await builder.buildApp()
  await bundleServiceWorker()
}

/** Pages that open without a network. */
const OFFLINE_PAGES = /^resources\/pages\/(canvas\/.*|programs\/canvas)\.svelte$/

/** Where the parts lie that pages without a network are made of, whatever they may load later. */
function partsOfOfflinePages() {
  const folder = join(output, 'public', 'assets')
  const manifest = JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8'))
  const parts = new Set()
  const seen = new Set()
  const follow = (name) => {
    if (seen.has(name)) return
    seen.add(name)
    const { file, css = [], imports = [], dynamicImports = [] } = manifest[name]
    for (const part of [file, ...css]) parts.add(`/assets/${part}`)
    const later = dynamicImports.filter((each) => !each.startsWith('resources/pages/'))
    for (const each of [...imports, ...later]) follow(each)
  }
  for (const name of Object.keys(manifest)) {
    if (name === 'resources/app.ts' || OFFLINE_PAGES.test(name)) follow(name)
  }
  return [...parts].sort()
}

/** Bundles what keeps canvases open without a network: one file, at the top of the site. */
async function bundleServiceWorker() {
  const { build } = await import('vite')
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: {
      'process.env.NODE_ENV': '"production"',
      PARTS_OF_OFFLINE_PAGES: JSON.stringify(partsOfOfflinePages()),
    },
    build: {
      outDir: join(output, 'public'),
      emptyOutDir: false,
      lib: {
        entry: 'resources/service_worker/service_worker.ts',
        formats: ['iife'],
        name: 'serviceWorker',
        fileName: () => 'service_worker.js',
      },
    },
  })
}

/** Manifests and words of the decks; their pictures are a part of their own. */
const DECK_TEXTS = 'resources/decks/*/{deck,cards/*}.json'

/** Copies what is read as it is at run time. */
function copyFiles() {
  const { scripts, devDependencies, ...manifest } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8')
  )
  mkdirSync(output, { recursive: true })
  writeFileSync(join(output, 'package.json'), JSON.stringify(manifest, null, 2))
  const paths = ['appliance', 'resources/views', 'resources/lang', 'resources/journeys', 'public']
  for (const path of paths) {
    if (existsSync(join(root, path)))
      cpSync(join(root, path), join(output, path), { recursive: true })
  }
  rmSync(join(output, 'resources', 'decks'), { recursive: true, force: true })
  for (const path of globSync(DECK_TEXTS, { cwd: root })) {
    cpSync(join(root, path), join(output, path), { recursive: true })
  }
}

const parts = [
  {
    name: 'server',
    sources: [
      '{app,bin,bench,config,database,start,tests}/**/*.ts',
      'resources/**/*.props.ts',
      'adonisrc.ts',
      'tsconfig.json',
    ],
    product: 'bin/start.js',
    build: compileServer,
  },
  {
    name: 'pages',
    sources: [
      'resources/**/*.{ts,svelte,css,json}',
      'app/canvas/*.ts',
      'config/locales.ts',
      'vite.config.ts',
    ],
    product: 'public/assets/.vite/manifest.json',
    build: bundlePages,
  },
  {
    name: 'translations',
    sources: ['resources/**/*.{ts,svelte,json}', 'app/**/*.ts', 'bin/check_translations.js'],
    product: '.stamps/translations',
    build: checkTranslations,
  },
  {
    name: 'files',
    sources: [
      'appliance/**/*',
      'resources/{views,lang,journeys}/**/*',
      'public/**/*',
      'package.json',
      DECK_TEXTS,
    ],
    product: 'package.json',
    build: copyFiles,
  },
  {
    name: 'decks',
    sources: ['resources/decks/*/pictures/*.webp', 'bin/build_decks.js'],
    product: 'decks/open.json',
    build: () => buildDecks(root, output),
  },
]

function fingerprint(sources) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  hash.update(readFileSync(join(root, 'bin/build.js')))
  for (const path of globSync(sources, { cwd: root }).sort()) {
    if (statSync(join(root, path)).isFile())
      hash.update(path).update(readFileSync(join(root, path)))
  }
  return hash.digest('hex')
}

/**
 * Brings `build/` up to date.
 *
 * @param {(part: string, milliseconds: number) => void} onBuilt called after each part that was built
 */
export async function buildProduct(onBuilt = () => {}) {
  await Promise.all(
    parts.map(async ({ name, sources, product, build }) => {
      const stamp = join(output, '.stamps', name)
      const current = fingerprint(sources)
      const isCurrent =
        existsSync(join(output, product)) &&
        existsSync(stamp) &&
        readFileSync(stamp, 'utf8') === current
      if (isCurrent) return
      const from = performance.now()
      await build()
      mkdirSync(dirname(stamp), { recursive: true })
      writeFileSync(stamp, current)
      onBuilt(name, performance.now() - from)
    })
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await buildProduct((part, ms) => console.log(`Built ${part} in ${Math.round(ms)} ms`))
  } catch (error) {
    console.error(error.stdout || error.message)
    process.exit(1)
  }
}
