import { test } from '@japa/runner'
import { NEEDS_STACK, Stack } from '#tests/support/stack'

/** What belongs to the embedded database, which the images do not have. */
const EMBEDDED = '@electric-sql/'

/** Imports every package that a file of the product names, and prints those that cannot be. */
const IMPORT_ALL = `
const { globSync, readFileSync } = require('node:fs')
const names = new Set()
for (const file of globSync('{app,bin,config,database,start}/**/*.js')) {
  const text = readFileSync(file, 'utf8')
  for (const [, name] of text.matchAll(/^(?:import|export) [^;]*?from '([^'.#][^']*)';/gm)) names.add(name)
  for (const [, name] of text.matchAll(/import\\('([^'.#][^']*)'\\)/g)) names.add(name)
}
const load = async () => {
  const missing = []
  for (const name of names) {
    // Services of the framework wait for a process that serves.
    if (!name.includes('/services/')) await import(name).catch((error) => missing.push(name + ': ' + error.message))
  }
  console.log(JSON.stringify({ names: [...names], missing }))
  process.exit(0)
}
load()`

test.group('The program in its image', (group) => {
  const stack = Stack.running()
  group.tap((each) => each.skip(!stack, NEEDS_STACK))

  test('finds every package that it uses, and what those use', ({ assert }) => {
    const said = stack!.engine.docker(
      ...['exec', stack!.container('web-1'), '/usr/bin/node', '-e', IMPORT_ALL]
    )
    const { names, missing }: { names: string[]; missing: string[] } = JSON.parse(said)
    assert.includeMembers(names, ['pdfkit', 'pg', 'sharp'])
    assert.deepEqual(
      missing.filter((each) => !each.startsWith(EMBEDDED)),
      []
    )
  })
})
