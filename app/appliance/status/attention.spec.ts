import { test } from '@japa/runner'
import { findAttention } from './attention.js'
import type { Facts } from './facts.js'

const now = new Date('2026-11-23T12:00:00Z')
const known = <Value>(value: Value) => ({ value, unknown: null })
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString()
const inDays = (days: number) => daysAgo(-days)

const backup = (days: number, verified = true) => ({
  id: `${days}`,
  startedAt: daysAgo(days),
  endedAt: daysAgo(days),
  bytes: 1,
  verified,
})

const licence = {
  id: '',
  name: 'Clinic',
  edition: 'clinic',
  seats: 10,
  features: [],
  issued: '2026-01-01',
  expires: '2099-01-01',
}

/** An appliance of which nothing needs attention. */
const WELL: Facts = {
  now,
  version: '1.0.0',
  parts: [{ name: 'database', isNeeded: true, reason: null }],
  database: { version: '17', deadLetters: 0 },
  entitlements: { state: 'valid', licence, seatsTaken: 10, latestSeen: now },
  publicUrl: 'https://belvedere.example.org',
  mailLeaves: true,
  release: known({ version: '1.0.0', installedAt: daysAgo(9), previous: null }),
  backups: known({ target: 'folder', backups: [backup(1)], walArchivedAt: daysAgo(0) }),
  offsite: known({
    target: 's3 bucket',
    copiedAt: daysAgo(1),
    changesAt: daysAgo(0),
    failedAt: null,
    problem: null,
  }),
  drill: known({ at: daysAgo(3), backup: '1', ok: true, differences: 0, seconds: 9 }),
  certificates: known([{ name: 'server', subject: 'example.org', notAfter: inDays(90) }]),
  disk: known({
    at: daysAgo(0),
    volumes: [{ name: 'data', bytes: 100, freeBytes: 50, usedPerDayBytes: 0.1 }],
  }),
  models: known([]),
}

const found = (changes: Partial<Facts>) =>
  findAttention({ ...WELL, ...changes }).map(({ level, code }) => `${level} ${code}`)

const withBackups = (
  backups: ReturnType<typeof backup>[],
  walArchivedAt: string | null = daysAgo(0)
) => found({ backups: known({ target: 'folder', backups, walArchivedAt }) })

const withVolume = (freeBytes: number, usedPerDayBytes: number | null) =>
  found({
    disk: known({
      at: daysAgo(0),
      volumes: [{ name: 'data', bytes: 1000, freeBytes, usedPerDayBytes }],
    }),
  })

const withCertificate = (days: number) =>
  found({ certificates: known([{ name: 'server', subject: '', notAfter: inDays(days) }]) })

test.group('What needs attention', () => {
  test('is nothing where all is well', ({ assert }) => {
    assert.deepEqual(found({}), [])
  })

  test('is a part that is not well, the more the more depends on it', ({ assert }) => {
    const part = (isNeeded: boolean) => ({ name: 'disk', isNeeded, reason: 'full' })
    assert.deepEqual(found({ parts: [part(false)] }), ['warning part'])
    assert.deepEqual(found({ parts: [part(true)] }), ['danger part'])
  })

  test('is a backup that is missing, old or not checked', ({ assert }) => {
    assert.deepEqual(withBackups([]), ['danger noBackup'])
    assert.deepEqual(withBackups([backup(2)]), ['warning backupOld'])
    assert.deepEqual(withBackups([backup(7)]), ['danger backupOld'])
    assert.deepEqual(withBackups([backup(1, false)]), ['warning backupUnverified'])
    assert.deepEqual(withBackups([backup(30, false), backup(1)]), [], 'the newest counts')
  })

  test('is that changes are handed over no more', ({ assert }) => {
    const minutes = (count: number) => daysAgo(count / 1440)
    assert.deepEqual(withBackups([backup(1)], minutes(14)), [])
    assert.deepEqual(withBackups([backup(1)], minutes(16)), ['warning archiveBehind'])
    assert.deepEqual(withBackups([backup(1)], null), [])
  })

  test('is a copy elsewhere that failed, is old, behind or not there yet, where one is wanted', ({
    assert,
  }) => {
    const offsite = (changes: Partial<NonNullable<Facts['offsite']['value']>>) =>
      found({ offsite: known({ ...WELL.offsite.value!, ...changes }) })
    const minutes = (count: number) => daysAgo(count / 1440)
    assert.deepEqual(offsite({ problem: 'full' }), ['warning offsiteFailed'])
    assert.deepEqual(offsite({ problem: 'full', copiedAt: daysAgo(7) }), ['danger offsiteFailed'])
    assert.deepEqual(offsite({ copiedAt: null, changesAt: null }), ['warning offsiteNone'])
    assert.deepEqual(offsite({ copiedAt: daysAgo(2) }), ['warning offsiteOld'])
    assert.deepEqual(offsite({ copiedAt: daysAgo(7) }), ['danger offsiteOld'])
    assert.deepEqual(offsite({ changesAt: minutes(14) }), [])
    assert.deepEqual(offsite({ changesAt: minutes(16) }), ['warning offsiteBehind'])
    assert.deepEqual(offsite({ target: null, copiedAt: null, problem: 'full' }), [])
    assert.deepEqual(found({ offsite: { value: null, unknown: 'missing' } }), [])
    assert.deepEqual(found({ offsite: { value: null, unknown: 'broken' } }), [
      'warning statusUnknown',
    ])
  })

  test('is a drill that failed or is long ago', ({ assert }) => {
    const drill = (changes: object) =>
      found({ drill: { value: { ...WELL.drill.value!, ...changes }, unknown: null } })
    assert.deepEqual(drill({ ok: false }), ['danger drillFailed'])
    assert.deepEqual(drill({ differences: 1 }), ['danger drillFailed'])
    assert.deepEqual(drill({ at: daysAgo(35) }), ['warning drillOld'])
  })

  test('is a certificate that ends', ({ assert }) => {
    assert.deepEqual(withCertificate(31), [])
    assert.deepEqual(withCertificate(30), ['warning certificateEnds'])
    assert.deepEqual(withCertificate(7), ['danger certificateEnds'])
    assert.deepEqual(withCertificate(0), ['danger certificateExpired'])
    assert.deepEqual(withCertificate(-1), ['danger certificateExpired'])
  })

  test('is a disk that fills, and no other', ({ assert }) => {
    assert.deepEqual(withVolume(610, 10), [])
    assert.deepEqual(withVolume(600, 10), ['warning diskFills'])
    assert.deepEqual(withVolume(140, 10), ['danger diskFills'])
    assert.deepEqual(withVolume(99, null), ['warning diskLow'])
    assert.deepEqual(withVolume(99, -5), ['warning diskLow'])
    assert.deepEqual(withVolume(100, 0), [])
    const disk = { ...WELL.disk.value!, at: daysAgo(2) }
    assert.deepEqual(found({ disk: known(disk) }), ['warning diskStale'])
  })

  test('is work that failed', ({ assert }) => {
    assert.deepEqual(found({ database: { version: '', deadLetters: 3 } }), ['warning deadLetters'])
  })

  test('is the licence, which never presses', ({ assert }) => {
    const of = (state: Facts['entitlements']['state'], changes = {}) =>
      found({ entitlements: { ...WELL.entitlements, state, ...changes } })
    assert.deepEqual(of('none', { licence: null }), ['info licenceNone'])
    assert.deepEqual(of('unreadable', { licence: null }), ['warning licenceUnreadable'])
    assert.deepEqual(of('endsSoon'), ['info licenceEndsSoon'])
    assert.deepEqual(of('expired'), ['warning licenceExpired'])
    assert.deepEqual(of('notYet'), ['warning licenceClock'])
    assert.deepEqual(of('clockSetBack'), ['warning licenceClock'])
    assert.deepEqual(of('valid', { seatsTaken: 11 }), ['warning licenceSeats'])
  })

  test('is an address without TLS that is not of this machine alone', ({ assert }) => {
    assert.deepEqual(found({ publicUrl: 'http://clinic.example.org' }), ['warning withoutTls'])
    assert.deepEqual(found({ publicUrl: 'http://127.0.0.1:3333' }), [])
    assert.deepEqual(found({ publicUrl: 'http://localhost:3333' }), [])
  })

  test('is mail that stays', ({ assert }) => {
    assert.deepEqual(found({ mailLeaves: false }), ['info mailStays'])
  })

  test('is what is not known, each by its file; once where nobody watches', ({ assert }) => {
    const gone = (unknown: 'missing' | 'broken' | 'notSet') => ({ value: null, unknown })
    const [missing, broken, notSet] = [gone('missing'), gone('broken'), gone('notSet')]
    assert.deepEqual(found({ offsite: missing, models: missing }), [])
    assert.deepEqual(found({ drill: missing, disk: broken }), [
      'warning statusUnknown',
      'info statusUnknown',
    ])
    const nothing = { release: notSet, backups: notSet, offsite: notSet, drill: notSet }
    assert.deepEqual(found({ ...nothing, certificates: notSet, disk: notSet, models: notSet }), [
      'info statusNotSet',
    ])
  })

  test('begins with what presses most', ({ assert }) => {
    const levels = findAttention({
      ...WELL,
      mailLeaves: false,
      database: { version: '', deadLetters: 1 },
      backups: known({ target: '', backups: [], walArchivedAt: null }),
    }).map(({ level }) => level)
    assert.deepEqual(levels, ['danger', 'warning', 'info'])
  })
})
