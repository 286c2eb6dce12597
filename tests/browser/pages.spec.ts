import { test } from '@japa/runner'
import type { Actor } from '#tests/support/actor'
import { Api } from '#tests/support/api'
import { settled, violations } from '#tests/support/browser'
import { findChromium } from '#tests/support/chromium'
import { demoPerson, type DemoPerson } from '#tests/support/demo'
import { LOOKS, nameOfLook, pictureFile, Stage } from '#tests/support/stage'
import type { StageAppliance } from '#tests/support/stage_appliance'
import { Visitor } from '#tests/support/visitor'

interface Looked {
  name: string
  path: string
  as: DemoPerson['role'] | null
  /** Waits until the page shows what it is for. */
  shows?: (actor: Actor) => Promise<void>
}

/** An address that fits no line of a phone. */
const LONG = 'somebody.with.more.than.one.name@hospital-of-the-long-street.example'

const canvasIsOpen = ({ page }: Actor) =>
  page.locator('[data-element]').first().waitFor({ state: 'attached' })

test.group('Every page', (group) => {
  const stage = Stage.for(group)
  let pages: Looked[] = []

  group.setup(async () => {
    if (findChromium()) pages = await prepare(stage.appliance)
  })

  for (const look of LOOKS) {
    test(`is without fault for axe, fits, and says nothing to the console (${nameOfLook(look)})`, async ({
      assert,
    }) => {
      const faults: string[] = []
      const actors = new Map<Looked['as'], Actor>()
      for (const { name, path, as, shows } of pages) {
        const actor = actors.get(as) ?? (await stage.enter(as, look))
        actors.set(as, actor)
        await actor.goto(path)
        await shows?.(actor)
        await settled(actor.page)
        await actor.page.screenshot({
          path: pictureFile(`${name}-${nameOfLook(look)}`),
          fullPage: true,
        })
        for (const { rule, where } of await violations(actor.page)) {
          faults.push(`${name}: ${rule} at ${where.slice(0, 3).join(', ')}`)
        }
        const overflow = await actor.page.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth'
        )
        if (overflow > 0) faults.push(`${name}: is ${overflow} px too wide`)
        faults.push(...actor.complaints.splice(0).map((complaint) => `${name}: ${complaint}`))
        faults.push(...actor.outside.splice(0).map((address) => `${name}: asks ${address}`))
      }
      for (const { context } of actors.values()) await context.close()
      assert.deepEqual(faults, [])
    })
  }
})

/** Makes what the pages show: a lobby, a running session with cards on its canvas, an entry. */
async function prepare({ url, home }: StageAppliance): Promise<Looked[]> {
  const lead = await Api.signIn(url, demoPerson(home, 'facilitator'))
  const participant = await Api.signIn(url, demoPerson(home, 'participant'))
  const make = async (journey: string) => {
    const made = await lead.post<{ id: string; joinCode: string }>('/sessions', {
      journey,
      admission: 'open',
    })
    await lead.post(`/sessions/${made.id}/open`)
    await participant.post('/sessions/join', { code: made.joinCode })
    return made
  }
  const lobby = await make('arriving')
  const running = await make('arriving')
  await lead.post(`/sessions/${running.id}/start`)
  await participant.post(`/sessions/${running.id}/draw`, { phaseIndex: 0 })
  await lead.post(`/sessions/${running.id}/draw`, { phaseIndex: 0 })
  const ended = await make('crossroads')
  await lead.post(`/sessions/${ended.id}/start`)
  await lead.post(`/sessions/${ended.id}/end`)
  const owner = await new Visitor(url).signIn(demoPerson(home, 'owner'))
  const invited = await owner.submit('POST', '/invitations', { email: LONG, role: 'admin' })
  if (invited.status !== 302) throw new Error(`The invitation was answered with ${invited.status}`)
  const { cards } = await participant.get<{ cards: { id: string }[] }>('/cards')
  const live = `/sessions/${running.id}/live`
  return [
    { name: 'landing', path: '/', as: null },
    { name: 'sign-in', path: '/sign-in', as: null },
    { name: 'forgot', path: '/password/forgot', as: null },
    { name: 'join', path: '/join', as: null },
    { name: 'join-session', path: `/join/${running.joinCode}`, as: null },
    { name: 'home-facilitator', path: '/home', as: 'facilitator' },
    { name: 'journeys', path: '/journeys', as: 'facilitator' },
    { name: 'journey', path: '/journeys/crossroads', as: 'facilitator' },
    { name: 'new-session', path: '/sessions/new', as: 'facilitator' },
    { name: 'session', path: `/sessions/${lobby.id}`, as: 'facilitator' },
    { name: 'lobby-facilitator', path: `/sessions/${lobby.id}/live`, as: 'facilitator' },
    { name: 'live-facilitator', path: live, as: 'facilitator' },
    { name: 'lobby-participant', path: `/sessions/${lobby.id}/live`, as: 'participant' },
    { name: 'live-participant', path: live, as: 'participant' },
    {
      name: 'canvas',
      path: `/sessions/${running.id}/canvas`,
      as: 'participant',
      shows: async (actor) => {
        await actor.named('button', 'canvas.toolbar.cards').waitFor()
        const tray = actor.page.getByRole('region', { name: actor.words('canvas.tray.label') })
        if (!(await tray.isVisible())) await actor.press('canvas.toolbar.cards')
        await tray.getByRole('listitem').getByRole('button').first().click()
        await canvasIsOpen(actor)
      },
    },
    {
      name: 'private-canvas',
      path: '/canvas',
      as: 'participant',
      shows: ({ page }) => page.locator('canvas').first().waitFor(),
    },
    { name: 'canvases', path: '/canvases', as: 'participant' },
    { name: 'ended', path: `/sessions/${ended.id}/live`, as: 'participant' },
    { name: 'home-participant', path: '/home', as: 'participant' },
    { name: 'library', path: '/library', as: 'participant' },
    { name: 'decks', path: '/library/decks', as: 'owner' },
    { name: 'card', path: `/library/cards/${cards[4]?.id ?? ''}`, as: 'participant' },
    { name: 'journal', path: '/journal', as: 'participant' },
    { name: 'journal-new', path: '/journal/new', as: 'participant' },
    { name: 'account', path: '/account', as: 'participant' },
    { name: 'people', path: '/people', as: 'owner' },
    { name: 'organisation', path: '/organisation', as: 'owner' },
    { name: 'audit', path: '/audit', as: 'owner' },
    { name: 'console', path: '/operator', as: 'owner' },
    ...['organisation', 'address', 'mail', 'licence', 'parts', 'rest'].map((step) => ({
      name: `set-up-${step}`,
      path: `/operator/set-up/${step}`,
      as: 'owner' as const,
    })),
    {
      name: 'set-up-time',
      path: '/operator/set-up/time',
      as: 'owner',
      shows: ({ page }) => page.locator('.notice.success').waitFor(),
    },
    { name: 'licence', path: '/operator/licence', as: 'owner' },
    { name: 'mailbox', path: '/operator/mailbox', as: 'owner' },
    { name: 'dead-letters', path: '/operator/dead-letters', as: 'owner' },
    { name: 'tokens', path: '/account/tokens', as: 'owner' },
  ]
}
