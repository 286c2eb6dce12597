import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { hashPassword } from '#accounts'
import { DEMO_NAME, DEMO_PEOPLE } from './demo_people.js'
import { demoSeeds } from './demo_seeds.js'
import { createFirstOrganisation } from './first_organisation.js'
import { writePart, writePrivateFile } from '#core/keys/private_file'

/** Where the demo's credentials lie. */
export const demoFile = (home: string) => join(home, 'demo.json')
const partOf = (home: string) => `${demoFile(home)}.part`

/**
 * Makes the demo organisation and writes `demo.json`. The credentials lie in a part file before the
 * people exist, so that a kill at any moment loses none: `completeDemoFile` finishes it.
 */
export async function seedDemo(home: string, url: string): Promise<void> {
  const withPasswords = DEMO_PEOPLE.map((person) => ({
    ...person,
    password: randomBytes(16).toString('base64url'),
  }))
  const people = withPasswords.map(({ role, email, password }) => ({ role, email, password }))
  writePart(partOf(home), `${JSON.stringify({ url, organisation: DEMO_NAME, people }, null, 2)}\n`)
  const founders = await Promise.all(
    withPasswords.map(async ({ password, ...person }) => ({
      ...person,
      passwordHash: await hashPassword(password),
    }))
  )
  await createFirstOrganisation({ name: DEMO_NAME, locale: 'en' }, founders, async (demo) => {
    for (const seed of demoSeeds()) await seed(demo)
  })
  completeDemoFile(home, url)
}

/**
 * Finishes a `demo.json` that a kill has interrupted, and brings its address up to date.
 *
 * @returns whether there is one
 */
export function completeDemoFile(home: string, url: string): boolean {
  const file = demoFile(home)
  if (existsSync(partOf(home)) && !existsSync(file)) renameSync(partOf(home), file)
  if (!existsSync(file)) return false
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (typeof content !== 'object' || content === null) return false
  if ('url' in content && content.url !== url) {
    writePrivateFile(file, `${JSON.stringify({ ...content, url }, null, 2)}\n`)
  }
  return true
}
