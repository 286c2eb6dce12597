import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createOrganisation, hashPassword } from '#accounts'
import { DEMO_NAME, DEMO_PEOPLE } from '#appliance/setup/demo_people'
import { demoSeeds } from '#appliance/setup/demo_seeds'
import { settings } from '#config/settings'
import { newToken } from '#core/keys/tokens'
import { tenancy } from '#core/tenancy/tenancy'
import { until } from './away.js'
import type { DemoPerson } from './demo.js'
import type { Stack } from './stack.js'
import type { StageAppliance } from './stage_appliance.js'

/** What people would miss. The worker and what keeps the data live on. */
const [GATEWAY, ...WEBS] = ['gateway', 'web-1', 'web-2'] as const

const isReady = (url: string) =>
  fetch(`${url}/health/ready`).then(
    ({ ok }) => ok,
    () => false
  )

/**
 * An organisation of the group's own in the running stack, with the people and the session of the
 * demo. The policies of the database keep those of other groups away.
 */
export class StackAppliance implements StageAppliance {
  private constructor(
    private readonly stack: Stack,
    readonly home: string
  ) {}

  /** Founds the organisation, as one more process of the stack. */
  static async start(stack: Stack): Promise<StackAppliance> {
    const [mark, password] = [randomBytes(6).toString('hex'), newToken()]
    const passwordHash = await hashPassword(password)
    const founders = DEMO_PEOPLE.map((person) => ({
      ...person,
      email: person.email.replace('@', `@${mark}.`),
      passwordHash,
    }))
    const { people } = await tenancy.system('setup', async () => {
      const demo = await createOrganisation({ name: DEMO_NAME, locale: 'en' }, founders)
      for (const seed of demoSeeds()) await seed(demo)
      return demo
    })
    const home = mkdtempSync(join(tmpdir(), 'belvedere-founded-'))
    const listed = people.map(({ role, email }): DemoPerson => ({ role, email, password }))
    writeFileSync(join(home, 'demo.json'), JSON.stringify({ people: listed }))
    return new StackAppliance(stack, home)
  }

  get url(): string {
    return this.stack.url
  }

  get databaseUrl(): string {
    return settings.databaseUrl ?? ''
  }

  async kill(): Promise<void> {
    this.#engine('kill', GATEWAY, ...WEBS)
  }

  /** The gateway comes last, so that it finds both web processes where they are. */
  async restart(): Promise<void> {
    this.#engine('start', ...WEBS)
    for (const web of WEBS) {
      const url = `http://${this.stack.addressOf(web)}:3333`
      await until(() => isReady(url))
    }
    this.#engine('start', GATEWAY)
    await until(() => isReady(this.url))
  }

  async dispose(): Promise<void> {
    rmSync(this.home, { recursive: true })
  }

  #engine(command: string, ...services: string[]): void {
    this.stack.engine.docker(command, ...services.map((service) => this.stack.nameOf(service)))
  }
}
