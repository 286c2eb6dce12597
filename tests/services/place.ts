import { fileURLToPath } from 'node:url'

/** Folder of the clone, whether this runs from the sources or from the build. */
export const root = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../' : '../../../', import.meta.url)
)
