import ViteProvider from '@adonisjs/vite/vite_provider'
import edge from 'edge.js'
import { fontsOf, innerStyles } from './page_assets.js'

/** Serves the pages. Tests get them as they were built for production, not by a development server. */
export default class PagesProvider extends ViteProvider {
  override async boot() {
    await super.boot()
    edge.global('fontsOf', fontsOf)
    edge.global('innerStyles', innerStyles)
  }

  override async start() {
    if (!this.app.inTest) await super.start()
  }

  override async shutdown() {
    if (!this.app.inTest) await super.shutdown()
  }
}
