import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from '@japa/runner'
import { Actor } from '#tests/support/actor'
import { Appliance, newHome } from '#tests/support/appliance'
import { openBrowser, violations } from '#tests/support/browser'
import { findChromium } from '#tests/support/chromium'
import { Licensor } from '#tests/support/licences'
import { Stack } from '#tests/support/stack'
import { LOOKS, nameOfLook, pictureFile } from '#tests/support/stage'
import { waitUntil } from '#tests/support/wait_until'

/** Why an appliance cannot be set up here; null when it can. */
function missing(): string | null {
  if (Stack.running()) return 'needs empty appliances (stack/chain.spec.ts sets one up)'
  return findChromium() ? null : 'needs Chromium'
}

const STEPS = ['address', 'mail', 'time', 'licence', 'parts', 'rest']

test.group('Setting a new appliance up', (group) => {
  const reason = missing()
  group.tap((each) => each.skip(reason !== null, reason ?? ''))

  for (const look of LOOKS) {
    test(`takes the keyboard alone, from the link to the start page (${nameOfLook(look)})`, async ({
      assert,
      cleanup,
    }) => {
      const licensor = new Licensor()
      const home = newHome()
      mkdirSync(dirname(home), { recursive: true })
      const file = (name: string, text: string) => {
        writeFileSync(join(dirname(home), name), text)
        return join(dirname(home), name)
      }
      const environment = { DEMO: '0', LICENCE_KEYS_FILE: file('keys.pem', licensor.publicKey) }
      const appliance = await Appliance.start({ home, environment })
      cleanup(() => appliance.dispose())
      const browser = await openBrowser()
      cleanup(() => browser.close())
      const actor = await Actor.enter(browser, appliance.url, look)
      const { page } = actor
      const faults: string[] = []
      const lookAt = async (name: string) => {
        await page.screenshot({
          path: pictureFile(`setting-up-${name}-${nameOfLook(look)}`),
          fullPage: true,
        })
        for (const { rule, where } of await violations(page))
          faults.push(`${name} ${rule} ${where.join(', ')}`)
      }
      /** Reaches something by the Tab key, as somebody without a mouse does. */
      const tabTo = async (name: string, times = 40) => {
        const has = `document.activeElement?.matches(${JSON.stringify(name)})`
        for (let press = 0; press < times; press++) {
          if (await page.evaluate<boolean>(has)) return
          await page.keyboard.press('Tab')
        }
        throw new Error(`The keyboard does not reach ${name}`)
      }

      const [link = ''] = /http\S+\/setup\/\S+/.exec(appliance.output()) ?? []
      await page.goto(link)
      const fill = async (name: string, text: string) => {
        await tabTo(`input[name=${name}]`)
        await page.keyboard.type(text)
      }
      await fill('organisation', 'Harbour Clinic')
      await fill('name', 'Ines')
      await fill('email', 'ines@example.org')
      await fill('password', 'short')
      await page.keyboard.press('Enter')
      await page.locator('input[name=password][aria-invalid=true]').waitFor()
      assert.equal(await page.locator('input[name=organisation]').inputValue(), 'Harbour Clinic')
      await lookAt('organisation')
      await page.locator('input[name=password]').fill('')
      await fill('password', 'four unrelated words')
      await page.keyboard.press('Enter')

      for (const step of STEPS) {
        await page.waitForURL(`**/operator/set-up/${step}`)
        await page.locator(`a[href$="/operator/set-up/${step}"][aria-current=step]`).waitFor()
        if (step === 'address') await actor.sees('operator.wizard.address.same')
        if (step === 'time') await page.locator('.notice.success').waitFor()
        if (step === 'licence') {
          const choose = async (name: string, text: string) => {
            await page.locator('input[type=file]').setInputFiles(file(name, text))
            await waitUntil(async () => (await page.locator('textarea').inputValue()) === text)
          }
          await choose('old.txt', 'No licence')
          await actor.press('operator.licence.action')
          await actor.sees('entitlements.errors.noLicence')
          await choose('licence.txt', licensor.licence({ name: 'מרפאת הנמל · Harbour' }))
          await actor.press('operator.licence.action')
          await actor.sees('operator.licence.imported')
          await page.getByText('מרפאת הנמל · Harbour').waitFor()
        }
        await lookAt(step)
        await tabTo('a.button.primary')
        await page.keyboard.press('Enter')
      }
      await page.waitForURL('**/home')
      assert.deepEqual(faults, [])
      assert.deepEqual(actor.complaints, [])
      assert.deepEqual(actor.outside, [])
    })
  }

  test('tells of a device whose clock is another', async ({ cleanup }) => {
    const appliance = await Appliance.start({ environment: { DEMO: '0' } })
    cleanup(() => appliance.dispose())
    const browser = await openBrowser()
    cleanup(() => browser.close())
    const actor = await Actor.enter(browser, appliance.url)
    const [link = ''] = /http\S+\/setup\/\S+/.exec(appliance.output()) ?? []
    const { page } = actor
    await page.goto(link)
    await page.locator('input[name=organisation]').fill('Harbour Clinic')
    await page.locator('input[name=name]').fill('Ines')
    await page.locator('input[name=email]').fill('ines@example.org')
    await page.locator('input[name=password]').fill('four unrelated words')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/operator/set-up/address')
    await page.clock.setFixedTime(Date.now() + 3_600_000)
    await actor.goto('/operator/set-up/time')
    await page.locator('.notice.warning').waitFor()
  })
})
