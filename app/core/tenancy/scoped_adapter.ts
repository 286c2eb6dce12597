import { Adapter } from '@adonisjs/lucid/orm'
import type { LucidModel, ModelAdapterOptions } from '@adonisjs/lucid/types/model'
import { currentScope, NoScopeError } from './scope.js'

/**
 * Lets Lucid's models speak through the current tenant scope, so that none can forget it.
 *
 * @throws NoScopeError when a model is used outside a scope
 */
export class ScopedAdapter extends Adapter {
  override modelConstructorClient(_model: LucidModel, options?: ModelAdapterOptions) {
    const client = options?.client ?? currentScope.getStore()
    if (!client) throw new NoScopeError()
    return client
  }
}
