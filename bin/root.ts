/** Folder that holds `adonisrc`: the clone in development, `build/` in production. */
export const APP_ROOT = new URL('../', import.meta.url)

/** Imports a module that the framework names: relative names are relative to the root. */
export function importer(filePath: string): Promise<unknown> {
  const relative = filePath.startsWith('./') || filePath.startsWith('../')
  return import(relative ? new URL(filePath, APP_ROOT).href : filePath)
}
