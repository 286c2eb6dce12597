import { createHash } from 'node:crypto'
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isRecord, readJson } from './archive.js'

/** One thing that an image is made of. */
export interface Component {
  type: 'library' | 'application'
  name: string
  version: string
  purl: string
  /** SPDX expression, or undefined where only a text is there. */
  licence?: string
  /** Where the text of the licence lies in the image. */
  text?: string
}

/** The packages of a release of Debian that a root holds, by what is written in it about them. */
export function debianComponents(root: string, suite: string): Component[] {
  const folder = join(root, 'var', 'lib', 'dpkg', 'status.d')
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const control = readFileSync(join(folder, file), 'utf8')
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(control)?.[1] ?? ''
      const [name, version, architecture] = ['Package', 'Version', 'Architecture'].map(field)
      const text = `/usr/share/doc/${name}/copyright`
      return {
        type: 'library',
        name: name ?? '',
        version: version ?? '',
        purl: `pkg:deb/debian/${name}@${encodeURIComponent(version ?? '')}?arch=${architecture}&distro=${suite}`,
        licence: licenceOfDebian(join(root, text)),
        text: existsSync(join(root, text)) ? text : undefined,
      }
    })
}

/** The short names of licences in a file of Debian's machine-readable form. */
function licenceOfDebian(file: string): string | undefined {
  if (!existsSync(file)) return undefined
  const names = [...readFileSync(file, 'utf8').matchAll(/^License: *(\S.*)$/gm)]
  const different = [...new Set(names.map(([, name]) => (name ?? '').trim()))]
  return different.length > 0 ? different.sort().join(', ') : undefined
}

/** The packages of npm that lie in a root. */
export function npmComponents(root: string): Component[] {
  const modules = 'opt/belvedere/node_modules'
  const manifests = globSync(`${modules}/**/package.json`, { cwd: root }).filter((file) =>
    /node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(file)
  )
  const components = manifests.sort().flatMap((file): Component[] => {
    const manifest = readJson(join(root, file))
    if (!isRecord(manifest)) return []
    const { name, version, license: licence } = manifest
    // Folders inside a package may say how their files are to be read, and nothing else.
    if (typeof name !== 'string' || typeof version !== 'string') return []
    const folder = dirname(file)
    const [text] = globSync(`${folder}/{LICEN[CS]E,licen[cs]e,COPYING}*`, { cwd: root })
    return [
      {
        type: 'library',
        name,
        version,
        purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
        licence: typeof licence === 'string' ? licence : undefined,
        text: text && `/${text}`,
      },
    ]
  })
  return [...new Map(components.map((each) => [each.purl, each])).values()]
}

/**
 * A bill of materials in CycloneDX 1.5, the same for the same image.
 *
 * @param time when the image was made, in seconds since 1970
 */
export function billOfMaterials(
  image: { name: string; version: string; digest: string; time: number },
  components: readonly Component[]
): unknown {
  const hash = createHash('sha256').update(image.digest).digest('hex')
  const serial = [
    [0, 8],
    [8, 12],
    [13, 16],
    [17, 20],
    [20, 32],
  ].map(([from, to]) => hash.slice(from, to))
  const [first, second, third, fourth, fifth] = serial
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    serialNumber: `urn:uuid:${first}-${second}-8${third}-a${fourth}-${fifth}`,
    version: 1,
    metadata: {
      timestamp: new Date(image.time * 1000).toISOString(),
      component: {
        type: 'container',
        'bom-ref': image.digest,
        name: `belvedere/${image.name}`,
        version: image.version,
        hashes: [{ alg: 'SHA-256', content: image.digest.replace('sha256:', '') }],
      },
    },
    components: components.map(({ type, name, version, purl, licence }) => ({
      type,
      'bom-ref': purl,
      name,
      version,
      purl,
      ...(licence ? { licenses: [{ license: { name: licence } }] } : {}),
    })),
  }
}

/** The licences of everything in an image, one line each, with the place of their texts in it. */
export function licenceList(components: readonly Component[]): string {
  const lines = components.map(
    ({ name, version, licence, text }) =>
      `${name} ${version}: ${licence ?? 'see its text'}${text ? ` (${text})` : ''}`
  )
  return `${lines.join('\n')}\n`
}
