import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { Actor } from './actor.js'
import type { DemoPerson } from './demo.js'

/** The steps of the set-up after the first, each with a page. */
const STEPS = ['address', 'mail', 'time', 'licence', 'parts', 'rest']
const PASSWORD = 'four unrelated words'

/** Goes through the set-up of a new appliance, from its one-time link to the start page. */
async function setUp(owner: Actor, link: string, { email }: DemoPerson): Promise<void> {
  const { page } = owner
  await page.goto(link)
  for (const [name, text] of Object.entries({
    organisation: 'Harbour Clinic',
    name: 'Ines',
    email,
    password: PASSWORD,
  })) {
    await page.locator(`input[name=${name}]`).fill(text)
  }
  await page.keyboard.press('Enter')
  for (const step of STEPS) {
    await page.waitForURL(`**/operator/set-up/${step}`)
    await page.locator(`a[href$="/operator/set-up/${step}"][aria-current=step]`).waitFor()
    await page.locator('a.button.primary').click()
  }
  await page.waitForURL('**/home')
}

/** Invites somebody by the pages, and lets them accept. */
async function invite(owner: Actor, browser: Browser, { email, role }: DemoPerson): Promise<void> {
  await owner.goto('/people')
  await owner.press('accounts.people.invite')
  const dialog = owner.page.getByRole('dialog')
  await dialog.locator('input[name=email]').fill(email)
  await dialog.locator('select[name=role]').selectOption(role)
  await dialog
    .getByRole('button', { name: owner.words('accounts.people.send'), exact: true })
    .click()
  const link = owner.page.getByLabel(owner.words('accounts.people.link'))
  const invited = await Actor.enter(browser, owner.url)
  await invited.page.goto(await link.inputValue())
  await invited.page.locator('input[name=name]').fill(role)
  await invited.page.locator('input[name=password]').fill(PASSWORD)
  await invited.press('accounts.invitation.joinAction')
  await invited.page.waitForURL('**/home')
  await invited.context.close()
}

/**
 * Founds an organisation on a new appliance, as its people do: by the set-up and by invitations.
 *
 * @param link the one-time link for setting up
 * @returns a folder with their list, as the demo writes one, and what the owner's page complained of
 */
export async function foundOrganisation(browser: Browser, url: string, link: string) {
  const roles = ['owner', 'facilitator', 'participant'] as const
  const people = roles.map((role): DemoPerson => ({
    role,
    email: `${role}@example.org`,
    password: PASSWORD,
  }))
  const owner = await Actor.enter(browser, url)
  for (const person of people) {
    if (person.role === 'owner') await setUp(owner, link, person)
    else await invite(owner, browser, person)
  }
  await owner.context.close()
  const home = mkdtempSync(join(tmpdir(), 'belvedere-founded-'))
  writeFileSync(join(home, 'demo.json'), JSON.stringify({ people }))
  const { complaints, outside } = owner
  return { home, complaints, outside }
}
