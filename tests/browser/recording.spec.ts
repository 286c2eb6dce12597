import { test } from '@japa/runner'
import { Api } from '#tests/support/api'
import type { Actor } from '#tests/support/actor'
import { violations } from '#tests/support/browser'
import { CanvasPage } from '#tests/support/canvas_page'
import { LOOKS, nameOfLook, pictureFile, Stage } from '#tests/support/stage'
import { waitUntil } from '#tests/support/wait_until'

test.group('What is recorded on a canvas', (group) => {
  const stage = Stage.for(group)

  /** The button that says all the while that what one does is noted, and shows what was. */
  const shows = (actor: Actor) =>
    actor.page.getByRole('button', {
      name: `${actor.words('recording.title')} · ${actor.words('recording.consent.allowed')}`,
      exact: true,
    })

  for (const look of LOOKS) {
    test(`is asked for, shown and deleted: ${nameOfLook(look)}`, async ({ assert }) => {
      const facilitator = await Api.signIn(stage.appliance.url, stage.person('facilitator'))
      const { id: session } = await facilitator.post<{ id: string }>('/sessions', {
        journey: 'arriving',
      })
      const actor = await stage.enter('facilitator', look)
      const canvas = await new CanvasPage(actor).open(`/sessions/${session}/canvas`)
      await actor.sees('recording.question')
      await actor.page.screenshot({ path: pictureFile(`recording-asked-${nameOfLook(look)}`) })
      assert.deepEqual(await violations(actor.page), [])
      await actor.press('recording.yes')
      await shows(actor).waitFor()
      await canvas.choose('canvas.tools.note')
      await canvas.tap(150, 200)
      await canvas.write('A word')
      // The canvas was opened anew by the answer: whether all has been sent, another window sees.
      const window = await actor.context.newPage()
      await window.goto(`${actor.url}/sessions/${session}/canvas`)
      await window.locator('[data-element]').first().waitFor({ state: 'attached' })
      await window.close()
      // What is done is stored once the canvas is closed.
      await actor.goto('/home')
      await waitUntil(async () => {
        const answer = await actor.page.request.get(`${actor.url}/sessions/${session}/recording`)
        return (await answer.text()).includes('"placed"')
      })
      await actor.goto(`/sessions/${session}/canvas`)
      const note = actor.words('recording.elements.note')
      const made = actor.words('recording.kinds.placed', { what: note, count: 1 })
      await shows(actor).click()
      await actor.page.getByText(made).first().waitFor()
      await actor.page.screenshot({ path: pictureFile(`recording-${nameOfLook(look)}`) })
      assert.deepEqual(await violations(actor.page), [])
      await actor.press('recording.delete')
      await actor.page
        .getByRole('dialog')
        .getByText(actor.words('recording.empty'))
        .first()
        .waitFor()
      assert.deepEqual(actor.complaints, [])
      await actor.context.close()
    })
  }
})
