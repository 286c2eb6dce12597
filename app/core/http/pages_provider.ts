import ViteProvider from '@adonisjs/vite/vite_provider'

/** Serves the pages. Tests get them as they were built for production, not by a development server. */
export default class PagesProvider extends ViteProvider {
  override async start() {
    if (!this.app.inTest) await super.start()
  }

  override async shutdown() {
    if (!this.app.inTest) await super.shutdown()
  }
}
