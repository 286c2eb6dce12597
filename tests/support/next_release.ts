import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root as checkout } from '#tests/services/place'
import type { Engine } from '../../bin/images/engine.js'
import { OUTPUT, tagOf } from '../../bin/images/place.js'
import { makeBundle } from './bundles.js'

const MIGRATIONS = '/opt/belvedere/database/migrations'

/** A migration as the build leaves it. */
const migration = (sql: string) => `import { BaseSchema } from '@adonisjs/lucid/schema'
export default class extends BaseSchema {
  async up() {
    this.schema.raw(${JSON.stringify(sql)})
  }
}
`

/** What is another in a release than in the one that was built. */
export interface NextRelease {
  release: string
  /** The statement of one more migration. */
  sql: string
  /** The oldest release that can use its database. */
  serves: string
}

/**
 * The program of the bundle of a release that has one more migration and another setting, signed by the
 * key of a file. The engine has its images already.
 */
export function makeNextBundle(
  engine: Engine,
  folder: string,
  key: string,
  { release, sql, serves }: NextRelease
): string {
  const images = join(folder, 'images')
  const compose = join(folder, 'compose')
  for (const each of [images, compose]) mkdirSync(each, { recursive: true })
  writeFileSync(join(folder, '9000_tried.js'), migration(sql))
  const container = engine.docker('create', tagOf('belvedere')).trim()
  engine.docker('cp', join(folder, '9000_tried.js'), `${container}:${MIGRATIONS}/9000_tried.js`)
  const id = engine.docker('commit', container, `belvedere/belvedere:${release}`).trim()
  engine.docker('rm', container)
  // A name of its own keeps it when the release goes.
  engine.docker('tag', id, `tried/belvedere:${release}-${serves}`)

  const list: { name: string; image: string; digest: string }[] = JSON.parse(
    readFileSync(join(OUTPUT, 'images.json'), 'utf8')
  )
  const next = list.map((each) => ({
    ...each,
    image: each.image.replace(/:.*/, `:${release}`),
    digest: each.name === 'belvedere' ? id : each.digest,
  }))
  writeFileSync(join(images, 'images.json'), JSON.stringify(next))
  for (const name of readdirSync(join(checkout, 'compose'))) {
    const text = readFileSync(join(checkout, 'compose', name), 'utf8')
    writeFileSync(join(compose, name), text.replace('${LOG_LEVEL:-info}', '${LOG_LEVEL:-warn}'))
  }
  const out = join(folder, 'bundle')
  const { status, stderr } = makeBundle([
    ...['--out', out, '--key', key, '--images', images, '--compose', compose],
    ...['--release', release, '--schema-serves', serves],
  ])
  if (status !== 0) throw new Error(stderr)
  return join(out, 'belvedere')
}
