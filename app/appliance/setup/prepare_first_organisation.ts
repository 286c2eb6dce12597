import { DEMO_NAME } from './demo_people.js'
import { hasOrganisation, hasOrganisationNamed } from './first_organisation.js'
import { completeDemoFile, demoFile, seedDemo } from './seed_demo.js'
import { makeSetupLink } from './setup_link.js'

/** What the first organisation depends on. */
export interface Preparation {
  /** BELVEDERE_HOME. */
  home: string
  /** Address under which people reach the appliance. */
  url: string
  /** Whether to make the demo organisation; otherwise a link for making the first one. */
  demo: boolean
}

/**
 * Sees to it that an appliance without an organisation gets one.
 *
 * @returns what the operator should be told, if anything
 */
export async function prepareFirstOrganisation(preparation: Preparation): Promise<string | null> {
  const { home, url, demo } = preparation
  if (await hasOrganisation()) return demo ? lookAfterDemoFile(home, url) : null
  if (!demo) return `One-time setup link: ${makeSetupLink(home, url)}`
  await seedDemo(home, url)
  return `The demo organisation is ready; its people are in ${demoFile(home)}`
}

async function lookAfterDemoFile(home: string, url: string): Promise<string | null> {
  if (completeDemoFile(home, url)) return null
  if (!(await hasOrganisationNamed(DEMO_NAME))) return null
  return `The demo organisation exists, but ${demoFile(home)} is gone, and its passwords cannot be shown again.`
}
