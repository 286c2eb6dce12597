import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { isRecord, readJson, writeArchive } from './archive.js'
import { run } from './apt.js'

const CONFIG = { User: '10001:10000' }

test.group('The archive of an image', (group) => {
  let folder = ''

  group.each.setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'belvedere-archive-'))
    return () => rmSync(folder, { recursive: true })
  })

  /** A root with these files, written in this order at this time. */
  function rootOf(name: string, files: readonly string[], time: number): string {
    const root = join(folder, name)
    mkdirSync(join(root, 'etc'), { recursive: true })
    for (const file of files) {
      writeFileSync(join(root, 'etc', file), `words of ${file}`)
      utimesSync(join(root, 'etc', file), time, time)
    }
    return root
  }

  function archive(root: string, config: Record<string, unknown> = CONFIG) {
    return writeArchive(`${root}.tar`, { root, tag: 'belvedere/thing:1', time: 1_000_000, config })
  }

  test('is another for other files, and for another way to run them', async ({ assert }) => {
    const { digest } = await archive(rootOf('one', ['a', 'b'], 1))
    assert.notEqual((await archive(rootOf('two', ['a', 'c'], 1))).digest, digest)
    const root = rootOf('three', ['a', 'b'], 1)
    assert.notEqual((await archive(root, { User: '0' })).digest, digest)
  })

  test('is the same, byte for byte, whenever its files were written', async ({ assert }) => {
    const [one, two] = [rootOf('one', ['a', 'b'], 1), rootOf('two', ['b', 'a'], 2)]
    assert.deepEqual(await archive(one), await archive(two))
    assert.isTrue(readFileSync(`${one}.tar`).equals(readFileSync(`${two}.tar`)))
  })

  test('says when its parts were made, and not when it was built', async ({ assert }) => {
    const { digest } = await archive(rootOf('one', ['a'], 1))
    const parts = join(folder, 'parts')
    mkdirSync(parts)
    run('tar', ['--extract', '--file', join(folder, 'one.tar'), '--directory', parts])
    const config = readJson(join(parts, `${digest.replace('sha256:', '')}.json`))
    assert.isTrue(isRecord(config))
    assert.equal(isRecord(config) && config.created, '1970-01-12T13:46:40.000Z')
  })
})
