const { join } = require('node:path')
const { imports } = require('./package.json')

/** The names of package.json's `imports`, as the TypeScript files that they become. */
const alias = Object.fromEntries(
  Object.entries(imports).map(([name, path]) => [
    name.endsWith('/*') ? name : `${name}$`,
    join(__dirname, path.replace(/\.js$/, name.endsWith('/*') ? '' : '.ts')),
  ])
)

module.exports = { resolve: { alias } }
