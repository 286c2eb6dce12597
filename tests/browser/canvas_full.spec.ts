import { test } from '@japa/runner'
import { Map as YMap } from 'yjs'
import { elementsOf, MAX_ELEMENTS } from '#canvas/document'
import { Api } from '#tests/support/api'
import { violations } from '#tests/support/browser'
import { CanvasClient } from '#tests/support/canvas_client'
import { CanvasPage } from '#tests/support/canvas_page'
import { demoPerson } from '#tests/support/demo'
import { pictureFile, Stage } from '#tests/support/stage'
import type { StageAppliance } from '#tests/support/stage_appliance'

const AUTHOR = '01900000-0000-7000-8000-000000000000'
/** How many things somebody tries to lay on one canvas, and how many in one change. */
const TRIED = 100_000
const AT_ONCE = 2_500

/** A session's canvas on which as much lies as the server took. Returns its id. */
async function fill({ url, home }: StageAppliance): Promise<string> {
  const lead = await Api.signIn(url, demoPerson(home, 'facilitator'))
  const { id } = await lead.post<{ id: string }>('/sessions', { journey: 'crossroads' })
  await lead.post(`/sessions/${id}/start`)
  const client = await new CanvasClient({ token: lead.token ?? '' }, id, id, () => url).synced()
  const server = { refused: false }
  client.provider.on('close', () => (server.refused = true))
  for (let laid = 0; laid < TRIED && !server.refused; laid += AT_ONCE) {
    client.doc.transact(() => {
      for (let number = laid; number < laid + AT_ONCE; number++) {
        const at = [(number % 150) * 70, Math.floor(number / 150) * 70, 0, 1]
        const stamp = { kind: 'stamp', stamp: 'heart', colour: 'red', at, author: AUTHOR }
        const made = new YMap<unknown>(Object.entries({ ...stamp, order: number }))
        elementsOf(client.doc).set(`stamp-${number}`, made)
      }
    })
    await client.until(() => server.refused || client.isConfirmed)
  }
  client.close()
  if (!server.refused) throw new Error('The canvas took everything')
  return id
}

test.group('A canvas on which somebody lays a hundred thousand things', (group) => {
  const stage = Stage.for(group)

  test('opens with what it has room for, says that it is full, and takes more once it is cleared', async ({
    assert,
  }) => {
    const path = `/sessions/${await fill(stage.appliance)}/canvas`
    const actor = await stage.enter('facilitator')
    const canvas = await new CanvasPage(actor).open(path)
    await actor.sees('canvas.connection.full')
    assert.lengthOf(await canvas.list(), MAX_ELEMENTS)
    await actor.page.screenshot({ path: pictureFile('canvas-full') })
    await canvas.choose('canvas.tools.note')
    await canvas.tap(300, 300)
    assert.equal(await canvas.field.count(), 0)

    await canvas.stage.focus()
    await canvas.press('Control+a', 'Delete')
    await canvas.until((list) => list.length === 0)
    await canvas.choose('canvas.tools.note')
    await canvas.tap(300, 300)
    await canvas.write('Room again')
    await canvas.has('Sticky note: Room again')
    assert.deepEqual(await violations(actor.page), [])
    assert.deepEqual(actor.complaints, [])
    await actor.context.close()
  }).timeout(900_000)
})
