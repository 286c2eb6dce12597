import { Api } from './api.js'
import { CanvasPage } from './canvas_page.js'
import type { Look, Stage } from './stage.js'

/** The canvas of a session for who leads it and Noa, a guest; both have it open. */
export async function canvasTogether(stage: Stage, look: Look = {}) {
  const lead = await Api.signIn(stage.appliance.url, stage.person('facilitator'))
  const session = await lead.post<{ id: string; joinCode: string }>('/sessions', {
    journey: 'crossroads',
    admission: 'open',
  })
  await lead.post(`/sessions/${session.id}/start`)
  const guest = await stage.enter(null, look)
  await guest.goto(`/join/${session.joinCode}`)
  await guest.page.getByLabel(guest.words('programs.join.name.label')).fill('Noa')
  await guest.press('programs.join.enter')
  await guest.page.waitForURL('**/live')
  const path = `/sessions/${session.id}/canvas`
  return {
    leading: await new CanvasPage(await stage.enter('facilitator', look)).open(path),
    taking: await new CanvasPage(guest).open(path),
    path,
  }
}
