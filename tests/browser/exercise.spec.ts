import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { extractText, getDocumentProxy } from 'unpdf'
import type { Actor } from '#tests/support/actor'
import { Api } from '#tests/support/api'
import { CanvasPage } from '#tests/support/canvas_page'
import { Stage, type Look } from '#tests/support/stage'

/** Somebody who has nothing but a keyboard. */
class KeyboardAlone {
  constructor(readonly canvas: CanvasPage) {}

  /** Goes on with Tab until something of this name has the keyboard. */
  async tabTo(name: string): Promise<void> {
    const { page } = this.canvas.actor
    for (let presses = 0; presses < 300; presses++) {
      await page.keyboard.press('Tab')
      const at = await page.evaluate<string>(
        `document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()`
      )
      if (at === name) return
    }
    throw new Error(`Tab does not lead to ${name}`)
  }

  async press(key: string, values?: Record<string, string>): Promise<void> {
    await this.tabTo(this.canvas.actor.words(key, values))
    await this.canvas.press('Enter')
  }
}

test.group('An exercise', (group) => {
  const stage = Stage.for(group)

  test('is played by five people, one on a phone and one with a keyboard alone, from a template to a PDF', async ({
    assert,
  }) => {
    const api = await Api.signIn(stage.appliance.url, stage.person('facilitator'))
    const session = await api.post<{ id: string; joinCode: string }>('/sessions', {
      journey: 'crossroads',
      admission: 'open',
    })
    await api.post(`/sessions/${session.id}/start`)
    const open = (actor: Actor) => new CanvasPage(actor).open(`/sessions/${session.id}/canvas`)
    const join = async (name: string, look: Look = {}) => {
      const actor = await stage.enter(null, look)
      await actor.goto(`/join/${session.joinCode}`)
      await actor.page.getByLabel(actor.words('programs.join.name.label')).fill(name)
      await actor.press('programs.join.enter')
      await actor.page.waitForURL('**/live')
      return open(actor)
    }
    const lead = await open(await stage.enter('facilitator'))
    const drawer = await join('Kim')
    const writer = await join('Rosa')
    const phone = await join('נועה', { locale: 'he', phone: true })
    const keyboard = new KeyboardAlone(await join('Tal'))
    const all = [lead, drawer, writer, phone, keyboard.canvas]
    const everybodySees = async (name: string | RegExp) => {
      for (const canvas of all) await canvas.has(name)
    }

    // A template to play on, and everybody is brought there.
    await lead.choose('templates.title')
    await lead.actor.page.getByRole('button', { name: 'Crossroads', exact: true }).click()
    await everybodySees('Which roads lead on from here?')
    const laid = (await lead.list()).length
    await lead.actor.named('button', 'canvas.company.people', { count: 5 }).click()
    await lead.actor.press('canvas.company.call')
    for (const { actor } of [drawer, writer, phone]) {
      await actor.named('button', 'canvas.company.leave').click()
    }
    await keyboard.press('canvas.company.leave')
    await lead.actor.named('button', 'canvas.company.letGo').first().click()
    await lead.press('Escape')

    // Each adds what is theirs.
    await writer.choose('canvas.tools.note')
    await writer.tap(720, 300)
    await writer.write('The bridge is me')
    await drawer.choose('canvas.tools.pen')
    await drawer.drag([600, 250], [700, 300], [650, 350])
    await keyboard.press('canvas.tools.note')
    await keyboard.canvas.field.waitFor()
    await keyboard.canvas.actor.page.keyboard.type('I have time')
    await keyboard.canvas.press('Escape')
    const cards = phone.actor.page
      .getByRole('region', { name: phone.actor.words('canvas.tray.label') })
      .getByRole('listitem')
      .getByRole('button')
    if (!(await cards.first().isVisible())) await phone.choose('canvas.toolbar.cards')
    await cards.first().tap()
    await everybodySees(/The bridge is me/)
    await everybodySees(/I have time/)
    for (const canvas of all) await canvas.until((list) => list.length === laid + 4)

    // A moment is kept, spoilt and brought back, for everybody.
    await lead.look('versions.title')
    await lead.actor.page.getByLabel(lead.actor.words('versions.keep.label')).fill('All of us')
    await lead.press('Enter')
    await lead.actor.sees('versions.keep.done')
    await lead.press('Escape')
    await drawer.stage.focus()
    await drawer.press('Control+a', 'Delete')
    for (const canvas of all) await canvas.lacks(/The bridge is me/)
    await lead.look('versions.title')
    await lead.actor.page.getByRole('button', { name: /All of us/ }).click()
    await lead.actor.press('versions.restore')
    await everybodySees(/The bridge is me/)
    for (const canvas of all) await canvas.until((list) => list.length === laid + 4)

    // What they made is taken home.
    await lead.actor.press('canvas.exchange.menu')
    const coming = lead.actor.page.waitForEvent('download')
    await lead.actor.named('menuitem', 'canvas.exchange.pdf').click()
    const file = await readFile(await (await coming).path())
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(file)))
    for (const words of ['The bridge is me', 'I have time', 'Which roads lead on from here?']) {
      assert.include(text.join(' ').replaceAll(/\s+/g, ' '), words)
    }

    for (const { actor } of all) {
      assert.deepEqual(actor.complaints, [])
      assert.deepEqual(actor.outside, [])
    }
  }).timeout(180_000)
})
