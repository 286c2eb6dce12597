/**
 * Makes the bundle that an appliance is installed from without a network: `npm run bundle --
 * --out DIR --key FILE`. The same sources, images and key give the same bytes.
 *
 *   --out DIR            a folder that is not there yet, or empty
 *   --key FILE           secret key as minisign writes it; a password is read from standard input
 *   --base DIR           makes a delta: what that bundle has already is not carried again
 *   --images DIR         what the image build wrote (default: tmp/images/ARCHITECTURE)
 *   --compose DIR        (default: compose)
 *   --models DIR         models, with the models.json that names them (default: models, if it is there)
 *   --architecture NAME  amd64 or arm64 (default: this machine's)
 *   --release VERSION    (default: package.json's)
 *   --schema-serves VERSION  the oldest release that can use its database (default: database/serves.json's)
 *   --part-bytes N       the largest file of the bundle (default: 4 GiB − 1, FAT32's limit)
 */
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { bundleContents, programContents } from './contents.js'
import { compileHelpers } from './helpers.js'
import { isOfBase, manifestText, readBase } from './manifest.js'
import { readSigningKey } from './minisign.js'
import { readModels } from './models.js'
import { PART_BYTES, writeParts } from './parts.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const install = join(root, 'appliance', 'install')

const text = { type: 'string' }
const { values } = parseArgs({
  options: {
    out: text,
    key: text,
    base: text,
    images: text,
    compose: text,
    models: text,
    architecture: text,
    release: text,
    'schema-serves': text,
    'part-bytes': text,
  },
})

function fail(message) {
  console.error(message)
  process.exit(1)
}

/** The page that tells by which key a bundle is signed, and how to look without our program. */
const keyPage = (publicKey, release) => `# The key of this bundle

The bundle of Belvedere ${release} is signed with the secret half of this key:

    ${publicKey}

Compare it with the key that whoever gave you the bundle tells you by another way: on paper, by
telephone, from an earlier delivery. The program \`belvedere\` trusts this key alone, but a bundle
that somebody replaced as a whole would bring a program of theirs.

To look without the program, with minisign of your own system:

    minisign -V -P ${publicKey} -m MANIFEST.sha256 && sha256sum --check --quiet MANIFEST.sha256
`

async function standardInput() {
  const pieces = []
  for await (const piece of process.stdin) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8').replace(/\n$/, '')
}

async function signingKey(file) {
  try {
    return readSigningKey(file)
  } catch (error) {
    if (!error.message.includes('needs its password')) throw error
    if (process.stdin.isTTY) console.error('Password of the signing key:')
    return readSigningKey(file, await standardInput())
  }
}

async function make() {
  const { out, key, base: baseFolder } = values
  if (!out || !key) return fail('Name --out DIR and --key FILE.')
  const architecture = values.architecture ?? { x64: 'amd64', arm64: 'arm64' }[process.arch]
  if (architecture !== 'amd64' && architecture !== 'arm64') {
    return fail(`There is no architecture ${architecture}; there are amd64 and arm64.`)
  }
  const folder = resolve(out)
  if (existsSync(folder) && readdirSync(folder).length > 0) return fail(`${folder} is not empty.`)
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const release = values.release ?? version
  const declared = JSON.parse(readFileSync(join(root, 'database', 'serves.json'), 'utf8'))
  const serves = values['schema-serves'] ?? declared.release
  const odd = [release, serves].find((each) => !/^\d+\.\d+\.\d+$/.test(each))
  if (odd !== undefined) return fail(`${odd} is no version: three numbers.`)
  const images = resolve(values.images ?? join(root, 'tmp', 'images', architecture))
  const most = Number(values['part-bytes'] ?? PART_BYTES)
  const { publicKey, sign } = await signingKey(key)
  const base = baseFolder ? readBase(baseFolder) : undefined
  const compose = resolve(values.compose ?? join(root, 'compose'))
  const contents = bundleContents({ root, images, compose })
  const modelsFolder = resolve(values.models ?? join(root, 'models'))
  const models = await readModels(modelsFolder)

  mkdirSync(folder, { recursive: true, mode: 0o755 })
  const made = mkdtempSync(join(tmpdir(), 'belvedere-bundle-'))
  try {
    compileHelpers({
      architecture,
      sources: join(install, 'helpers'),
      target: made,
      cache: join(root, 'tmp', 'bundle'),
    })
    const verifier = readFileSync(join(made, 'verify-signature'))
    const main = readFileSync(join(install, 'belvedere'), 'utf8')
      .replaceAll('@PUBLIC_KEY@', publicKey)
      .replaceAll('@VERIFIER@', createHash('sha256').update(verifier).digest('hex'))
    writeFileSync(join(made, 'belvedere'), main)
    writeFileSync(join(made, 'key.md'), keyPage(publicKey, release))
    writeFileSync(join(made, 'models.json'), `${JSON.stringify(models, null, 2)}\n`)

    const program = [
      { path: 'belvedere', source: join(made, 'belvedere'), executable: true },
      ...['verify-signature', 'measure-disk'].map((name) => ({
        path: `program/helpers/${name}`,
        source: join(made, name),
        executable: true,
      })),
      ...programContents(install),
    ]
    const page = { path: 'docs/key.md', source: join(made, 'key.md') }
    const ofModels = [
      { path: 'models.json', source: join(made, 'models.json') },
      ...models.map(({ file }) => ({ path: `models/${file}`, source: join(modelsFolder, file) })),
    ]
    const written = [
      // The program starts before anything could be joined.
      ...program.flatMap((file) => writeParts(folder, file, PART_BYTES)),
      ...[page, ...contents, ...ofModels].flatMap((file) => writeParts(folder, file, most)),
    ]

    const manifest = manifestText({ release, architecture, serves, base, files: written })
    for (const file of written) if (isOfBase(base, file)) rmSync(join(folder, file.path))
    writeFileSync(join(folder, 'MANIFEST.sha256'), manifest)
    writeFileSync(
      join(folder, 'MANIFEST.sha256.minisig'),
      sign(Buffer.from(manifest), `belvedere ${release} ${architecture}`)
    )
    const carried = written.filter((file) => !isOfBase(base, file))
    const bytes = carried.reduce((sum, { size }) => sum + size, 0)
    const onTop = base ? `, on top of ${base.release}` : ''
    console.log(
      `${folder}: Belvedere ${release} for ${architecture}, ${carried.length} files, ${bytes} bytes${onTop}`
    )
    console.log(`Public key: ${publicKey}`)
  } finally {
    rmSync(made, { recursive: true, force: true })
  }
}

await make().catch((error) => fail(error.message))
