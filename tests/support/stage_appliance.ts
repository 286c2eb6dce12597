import { findAddress } from '#database/embedded/address_file'
import { Appliance } from './appliance.js'
import type { Mortal } from './away.js'

/** What the tests of a group with browsers stand on, with the people of a demo organisation. */
export interface StageAppliance extends Mortal {
  readonly url: string
  /** Folder in which `demo.json` lists the people. */
  readonly home: string
  /** Address of the database for who has the rights of the appliance. */
  readonly databaseUrl: string
  dispose(): Promise<void>
}

/** An appliance of the group's own, in one process with everything that is embedded. */
export class OwnAppliance implements StageAppliance {
  #running: Appliance

  private constructor(running: Appliance) {
    this.#running = running
  }

  static async start(): Promise<OwnAppliance> {
    return new OwnAppliance(await Appliance.start())
  }

  get url(): string {
    return this.#running.url
  }

  get home(): string {
    return this.#running.home
  }

  get databaseUrl(): string {
    const address = findAddress(this.home)
    if (!address) throw new Error('The appliance does not run')
    return address
  }

  async kill(): Promise<void> {
    await this.#running.end('SIGKILL')
  }

  async restart(): Promise<void> {
    const environment = { PORT: new URL(this.url).port }
    this.#running = await Appliance.start({ home: this.home, environment })
  }

  dispose(): Promise<void> {
    return this.#running.dispose()
  }
}
