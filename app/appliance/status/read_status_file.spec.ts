import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { LARGEST_STATUS, readStatusFile } from './read_status_file.js'
import { STATUS_FILES } from './status_files.js'

const BACKUP = {
  id: 'one',
  startedAt: '2026-11-22T01:00:00Z',
  endedAt: '2026-11-22T01:05:00Z',
  bytes: 5,
  verified: true,
}
const BACKUPS = { target: 'folder', backups: [BACKUP], walArchivedAt: null }

test.group('A status file is not known', (group) => {
  let folder = ''
  group.each.setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'belvedere-status-'))
    return () => {
      rmSync(folder, { recursive: true })
    }
  })

  const read = async (text: string | Buffer) => {
    writeFileSync(join(folder, 'backups.json'), text)
    return (await readStatusFile(folder, 'backups', STATUS_FILES.backups)).unknown
  }

  test('where nobody has set where it lies', async ({ assert }) => {
    const { unknown, value } = await readStatusFile('', 'backups', STATUS_FILES.backups)
    assert.deepEqual({ unknown, value }, { unknown: 'notSet', value: null })
  })

  test('that is not there, nor its folder', async ({ assert }) => {
    for (const where of [folder, join(folder, 'nowhere')]) {
      const { unknown } = await readStatusFile(where, 'backups', STATUS_FILES.backups)
      assert.equal(unknown, 'missing')
    }
  })

  test('that is a folder', async ({ assert }) => {
    mkdirSync(join(folder, 'backups.json'))
    const { unknown } = await readStatusFile(folder, 'backups', STATUS_FILES.backups)
    assert.equal(unknown, 'unreadable')
  })

  test('that is a pipe, which holds nobody up', async ({ assert }) => {
    execFileSync('mkfifo', [join(folder, 'backups.json')])
    const { unknown } = await readStatusFile(folder, 'backups', STATUS_FILES.backups)
    assert.equal(unknown, 'broken')
  })

  test('that may not be read', async ({ assert }) => {
    writeFileSync(join(folder, 'backups.json'), '{}')
    chmodSync(join(folder, 'backups.json'), 0)
    const { unknown } = await readStatusFile(folder, 'backups', STATUS_FILES.backups)
    assert.equal(unknown, 'unreadable')
  }).skip(process.getuid?.() === 0, 'needs somebody else than root')

  test('that is empty, half written or no text', async ({ assert }) => {
    const whole = JSON.stringify(BACKUPS)
    for (let length = 0; length < whole.length; length++) {
      assert.equal(await read(whole.slice(0, length)), 'broken', whole.slice(0, length))
    }
    assert.equal(await read(Buffer.from([0xff, 0xfe, 0x00])), 'broken')
  })

  test('that is huge', async ({ assert }) => {
    assert.equal(await read(JSON.stringify(BACKUPS) + ' '.repeat(LARGEST_STATUS)), 'tooLarge')
  })

  const others: [what: string, value: unknown][] = [
    ['is null', null],
    ['is a list', [BACKUPS]],
    ['is a text', 'backups'],
    ['lacks what it is for', {}],
    ['lacks one of them', { ...BACKUPS, walArchivedAt: undefined }],
    ['has a list of something else', { ...BACKUPS, backups: [1] }],
    ['has no list', { ...BACKUPS, backups: BACKUP }],
    ['has countless of them', { ...BACKUPS, backups: Array(1001).fill(BACKUP) }],
    ['has a size in words', { ...BACKUPS, backups: [{ ...BACKUP, bytes: '5' }] }],
    ['has a size below none', { ...BACKUPS, backups: [{ ...BACKUP, bytes: -1 }] }],
    ['has a time without a zone', { ...BACKUPS, walArchivedAt: '2026-11-22T01:00:00' }],
    ['has a time that there is not', { ...BACKUPS, walArchivedAt: '2026-13-45T01:00:00Z' }],
    ['has a half truth', { ...BACKUPS, backups: [{ ...BACKUP, verified: 'yes' }] }],
    ['has a name that turns round', { ...BACKUPS, target: 'a\u202Eb' }],
    ['has a name of two lines', { ...BACKUPS, target: 'a\nb' }],
    ['has an endless name', { ...BACKUPS, target: 'a'.repeat(301) }],
  ]
  for (const [what, value] of others) {
    test(`that ${what}`, async ({ assert }) => {
      assert.equal(await read(JSON.stringify(value)), 'unexpected')
    })
  }
})

test.group('A status file', (group) => {
  let folder = ''
  group.each.setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'belvedere-status-'))
    return () => {
      rmSync(folder, { recursive: true })
    }
  })

  test('is read, without what nobody asked for', async ({ assert }) => {
    writeFileSync(join(folder, 'backups.json'), JSON.stringify({ ...BACKUPS, secret: 'x' }))
    assert.deepEqual(await readStatusFile(folder, 'backups', STATUS_FILES.backups), {
      value: BACKUPS,
      unknown: null,
    })
  })
})
