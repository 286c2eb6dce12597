import { existsSync, readFileSync } from 'node:fs'
import vine from '@vinejs/vine'
import vite from '#config/vite'

/** What the build notes of each module that the browser may load. */
const manifestFile = vine.create(
  vine.record(
    vine.object({
      file: vine.string(),
      css: vine.array(vine.string()).optional(),
      imports: vine.array(vine.string()).optional(),
    })
  )
)

type Manifest = Awaited<ReturnType<typeof manifestFile.validate>>

let manifest: Promise<Manifest> | undefined

/** Read once; empty while a development server serves the pages. */
function readManifest(): Promise<Manifest> {
  const path = vite.manifestFile
  manifest ??= existsSync(path)
    ? manifestFile.validate(JSON.parse(readFileSync(path, 'utf8')))
    : Promise.resolve({})
  return manifest
}

const address = (file: string) => `${vite.assetsUrl}/${file}`

/**
 * Addresses of the styles that a page needs and that the framework's own tag leaves out: it names
 * those of the page and of what it imports, and not of what that imports in turn. Scripts would
 * bring them later, and everything would jump.
 *
 * @param page its source, such as `resources/pages/library/library.svelte`
 */
export async function innerStyles(page: string): Promise<string[]> {
  const modules = await readManifest()
  const stylesOf = (name: string) => modules[name]?.css ?? []
  const importsOf = (name: string) => modules[name]?.imports ?? []
  const named = new Set([page, ...importsOf(page)].flatMap(stylesOf))
  const reached = new Set<string>()
  const waiting = [page]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (reached.has(name)) continue
    reached.add(name)
    waiting.push(...importsOf(name))
  }
  const styles = new Set([...reached].flatMap(stylesOf))
  return [...styles].filter((style) => !named.has(style)).map(address)
}

/** Addresses of the fonts in which a language is written, to be fetched before the first letter. */
export async function fontsOf(locale: string): Promise<string[]> {
  const script = locale === 'he' ? 'hebrew' : 'latin'
  return Object.entries(await readManifest())
    .filter(([name]) => name.endsWith(`-${script}-wght-normal.woff2`))
    .map(([, { file }]) => address(file))
}
