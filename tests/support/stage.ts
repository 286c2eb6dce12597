import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Group } from '@japa/runner/core'
import type { Browser } from 'playwright-core'
import { Actor } from './actor.js'
import { without } from './away.js'
import { openBrowser } from './browser.js'
import { findChromium } from './chromium.js'
import { demoPerson, type DemoPerson } from './demo.js'
import { Stack } from './stack.js'
import { StackAppliance } from './stack_appliance.js'
import { OwnAppliance, type StageAppliance } from './stage_appliance.js'
import { openTrustingBrowser } from './trusting_browser.js'

const PICTURES = fileURLToPath(new URL('../../tmp/pictures/', import.meta.url))

/** How somebody looks at the product. */
export interface Look {
  locale?: 'en' | 'he'
  phone?: boolean
  dark?: boolean
}

/** Both sizes, both ways of colouring and both directions, each with each other once. */
export const LOOKS = [
  { locale: 'en', phone: false, dark: false },
  { locale: 'en', phone: true, dark: true },
  { locale: 'he', phone: false, dark: true },
  { locale: 'he', phone: true, dark: false },
] as const

/** A look as a part of a name: `he-390-light`. */
export function nameOfLook({ locale = 'en', phone, dark }: Look): string {
  return `${locale}-${phone ? 390 : 1440}-${dark ? 'dark' : 'light'}`
}

/** Where a test leaves a picture of this name, to be looked at. */
export function pictureFile(name: string): string {
  mkdirSync(PICTURES, { recursive: true })
  return `${PICTURES}${name}.png`
}

interface Parts {
  browser: Browser
  appliance: StageAppliance
}

/** In the stack that `npm run test:stack` has started; otherwise on an appliance of the group's own. */
async function build(): Promise<Parts> {
  const stack = Stack.running()
  if (!stack) return { browser: await openBrowser(), appliance: await OwnAppliance.start() }
  return {
    browser: await openTrustingBrowser(stack.certificate),
    appliance: await StackAppliance.start(stack),
  }
}

/** A browser and an appliance for a group, from before its first test until after its last. */
export class Stage {
  #parts: Parts | undefined

  private constructor() {}

  /** Sets the stage for a group of tests, which are skipped where there is no Chromium. */
  static for(group: Group): Stage {
    const stage = new Stage()
    group.tap((test) => test.skip(!findChromium(), 'needs Chromium'))
    group.setup(async () => {
      if (!findChromium()) return () => undefined
      const parts = await build()
      stage.#parts = parts
      return async () => {
        await parts.browser.close()
        await parts.appliance.dispose()
      }
    })
    return stage
  }

  get appliance(): StageAppliance {
    return this.#built.appliance
  }

  /** Kills the appliance for as long as something is done, and has it back at the same address. */
  withoutAppliance(work: () => Promise<void>): Promise<void> {
    return without(this.appliance, work)
  }

  /** Somebody of the demo organisation. */
  person(role: DemoPerson['role']): DemoPerson {
    return demoPerson(this.appliance.home, role)
  }

  /** Somebody with a browser of their own; signed in, in the language of the look, with a role. */
  async enter(role: DemoPerson['role'] | null, look: Look = {}): Promise<Actor> {
    const { browser, appliance } = this.#built
    const actor = await Actor.enter(browser, appliance.url, look)
    if (!role) return actor
    await actor.signIn(this.person(role))
    if (look.locale) await actor.choose(look.locale)
    return actor
  }

  get #built(): Parts {
    if (!this.#parts) throw new Error('The stage is set when the first test of its group begins')
    return this.#parts
  }
}
