import type { Actor } from './actor.js'
import { demoPerson } from './demo.js'

/**
 * The demo's facilitator signs in, plans a session by the pages and opens its lobby.
 *
 * @param home folder of the appliance
 */
export async function planSession(
  lead: Actor,
  home: string
): Promise<{ session: string; link: string }> {
  await lead.signIn(demoPerson(home, 'facilitator'))
  await lead.named('link', 'programs.home.new').first().click()
  await lead.page.getByRole('radio', { name: /^Crossroads/ }).check()
  await lead.press('programs.plan.create')
  await lead.page.waitForURL(/\/sessions\/[\w-]{36}$/)
  const session = lead.page.url().split('/').at(-1) ?? ''
  const link = await lead.page.getByLabel(lead.words('programs.plan.link')).inputValue()
  await lead.press('programs.plan.openLobby')
  await lead.page.waitForURL('**/live')
  return { session, link }
}

/** Ends the session that somebody leads. */
export async function endSession(lead: Actor): Promise<void> {
  await lead.press('live.control.end')
  await lead.page
    .getByRole('dialog')
    .getByRole('button', { name: lead.words('live.control.end') })
    .click()
}
