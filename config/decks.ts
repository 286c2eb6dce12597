import app from '@adonisjs/core/services/app'

// Compiled, this file lies in the build itself; as a source, beside it.
const isCompiled = import.meta.filename.endsWith('.js')

/** Folder of the decks' manifests and texts: one folder each. */
export const decksFolder = app.makePath('resources/decks')

/** Folder of what the build has found out about each deck's pictures: `<deck>.json`. */
export const picturesFolder = app.makePath(isCompiled ? 'decks' : 'build/decks')
