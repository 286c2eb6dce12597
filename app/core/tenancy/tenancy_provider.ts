import type { ApplicationService } from '@adonisjs/core/types'
import { BaseModel } from '@adonisjs/lucid/orm'
import { assertSafeRole } from './assert_safe_role.js'
import { observePool } from './observe_pool.js'
import { ScopedAdapter } from './scoped_adapter.js'

/** Puts the tenant scope under every model, and refuses to serve with a role that could bypass it. */
export default class TenancyProvider {
  constructor(protected app: ApplicationService) {}

  async boot() {
    const emitter = await this.app.container.make('emitter')
    emitter.on('db:connection:connect', (connection) => {
      if (connection.name === 'application') observePool(connection)
    })
    BaseModel.$adapter = new ScopedAdapter(await this.app.container.make('lucid.db'))
  }

  async start() {
    if (this.app.getEnvironment() === 'web') {
      await assertSafeRole(await this.app.container.make('lucid.db'))
    }
  }
}
