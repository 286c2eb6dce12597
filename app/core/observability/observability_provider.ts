import type { ApplicationService } from '@adonisjs/core/types'

/** Lets a web process be observed. It is the first provider, and so the last to end. */
export default class ObservabilityProvider {
  #end: (() => Promise<void>) | undefined

  constructor(protected app: ApplicationService) {}

  async start() {
    if (this.app.getEnvironment() !== 'web') return
    const { observe } = await import('./observe.js')
    this.#end = await observe(this.app, 'web')
  }

  async shutdown() {
    await this.#end?.()
  }
}
