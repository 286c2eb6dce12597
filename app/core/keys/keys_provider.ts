import type { ApplicationService } from '@adonisjs/core/types'
import { assertKeyFits } from './key_ring.js'

/** Refuses to serve with the key file of another appliance. */
export default class KeysProvider {
  constructor(protected app: ApplicationService) {}

  async start() {
    if (this.app.getEnvironment() === 'web') await assertKeyFits()
  }
}
