/**
 * Runs the commands of the framework and of Belvedere on the TypeScript sources.
 * The built product runs `build/bin/console.js` instead.
 */
import '@poppinss/ts-exec'
await import('./bin/console.js')
