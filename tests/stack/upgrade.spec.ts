import { spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import type { Answer } from '#tests/support/bundles'
import { demoPerson } from '#tests/support/demo'
import { makeNextBundle, type NextRelease } from '#tests/support/next_release'
import { makeRealBundle, RealInstall } from '#tests/support/real_install'
import { NEEDS_STACK, Stack } from '#tests/support/stack'
import { waitUntil } from '#tests/support/wait_until'
import { Writer } from '#tests/support/writer'

const HOST = 'localhost'
const PORTS = ['--http-port', '9082', '--https-port', '9445']
const MIGRATED = `select count(*) from adonis_schema where name like '%9000_tried'`
const ADDS = 'alter table organisations add column tried text'

test.group('An appliance in use', (group) => {
  const stack = Stack.running()
  let folder = ''
  let install: RealInstall
  let writer: Writer
  const programs: Record<string, string> = {}
  group.tap((each) => each.skip(!stack, NEEDS_STACK).timeout(900_000))

  group.setup(() => {
    if (!stack) return
    folder = mkdtempSync(join(stack.engine.folder, 'upgrade-'))
    install = new RealInstall(stack.engine, makeRealBundle(folder), join(folder, 'root'))
    const make = (name: string, next: NextRelease) => {
      mkdirSync(join(folder, name))
      programs[name] = makeNextBundle(stack.engine, join(folder, name), join(folder, 'key'), next)
    }
    make('broken', { release: '0.1.9', sql: 'select 1 / 0', serves: '0.1.9' })
    make('next', { release: '0.2.0', sql: ADDS, serves: '0.1.0' })
    make('other', { release: '0.3.0', sql: ADDS, serves: '0.3.0' })
  })
  group.teardown(() => {
    if (stack) install.remove(HOST)
  })

  /** Runs a command of a release while somebody writes; ends it with SIGKILL when it says something. */
  async function whileWriting(name: string, words: string[], until?: string): Promise<Answer> {
    const program = programs[name] ?? join(install.root, 'opt/belvedere/current/belvedere')
    const child = spawn('/bin/sh', [program, ...words, '--root', install.root], {
      env: install.environment,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const said = { stdout: '', stderr: '' }
    writer.begin()
    child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => {
      said.stderr += chunk.toString()
      if (until && child.pid && said.stderr.includes(until)) process.kill(-child.pid, 'SIGKILL')
    })
    const status = await new Promise<number | null>((resolve) => child.once('close', resolve))
    if (!until) await writer.end()
    return { status, ...said }
  }

  test('is installed, and somebody begins to write', async ({ assert }) => {
    const { status, stderr } = install.run('install', '--host', HOST, ...PORTS)
    assert.equal(status, 0, stderr)
    install.makeDemo()
    const home = stack!.engine
      .docker('volume', 'inspect', '--format', '{{.Mountpoint}}', `${install.project}_home`)
      .trim()
    const authority = readFileSync(join(install.settings, 'tls/ca.pem'), 'utf8')
    writer = new Writer(`https://${HOST}:9445`, authority)
    await writer.signIn(demoPerson(home, 'participant'))
  })

  test('goes on with the release that it had when the next cannot migrate', async ({ assert }) => {
    const { status, stdout, stderr } = await whileWriting('broken', ['upgrade', '--json'])
    assert.equal(status, 1, stderr)
    console.log(`    ${stdout.trim()}`)
    assert.match(stderr, /division by zero/)
    assert.match(stderr, /could not be brought to 0\.1\.9/)
    assert.containSubset(JSON.parse(stdout), { ok: false, release: '0.1.0', rolledBack: true })
    assert.equal(install.sql(MIGRATED).trim(), '0')
    assert.isNotEmpty(writer.told)
    assert.deepEqual(await writer.lost(), [])
    assert.equal(install.run('status').status, 0)
  })

  test('is brought to the next within a minute, with every word', async ({ assert }) => {
    writer.longest = 0
    const { status, stdout, stderr } = await whileWriting('next', ['upgrade', '--json'])
    assert.equal(status, 0, stderr)
    console.log(`    ${stdout.trim()}`)
    console.log(`    nobody could write for ${(writer.longest / 1000).toFixed(1)} s`)
    const { downtimeSeconds }: { downtimeSeconds: number } = JSON.parse(stdout)
    assert.isAtMost(downtimeSeconds, 60)
    assert.isAtMost(writer.longest, 60_000)
    assert.equal(install.sql(MIGRATED).trim(), '1')
    assert.deepEqual(await writer.lost(), [])
  })

  test('is brought back within three minutes, with every word', async ({ assert }) => {
    writer.longest = 0
    const { status, stdout, stderr } = await whileWriting('current', ['rollback', '--json'])
    assert.equal(status, 0, stderr)
    console.log(`    ${stdout.trim()}`)
    console.log(`    nobody could write for ${(writer.longest / 1000).toFixed(1)} s`)
    const answer: { seconds: number } = JSON.parse(stdout)
    assert.isAtMost(answer.seconds, 180)
    assert.containSubset(answer, { ok: true, release: '0.1.0', kept: true })
    assert.equal(install.sql(MIGRATED).trim(), '1')
    assert.deepEqual(await writer.lost(), [])
    assert.equal(install.run('status').status, 0)
  })

  /** Keeps what is written, as backups do: nothing by a name that is there already. */
  function keepStream() {
    const volume = stack!.engine
      .docker('volume', 'inspect', '--format', '{{.Mountpoint}}', `${install.project}_postgres`)
      .trim()
    mkdirSync(join(volume, 'stream'))
    chownSync(join(volume, 'stream'), 10002, 10000)
    const command = 'test ! -f /var/lib/postgresql/stream/%f && cp %p /var/lib/postgresql/stream/%f'
    writeFileSync(join(volume, 'archive.conf'), `archive_command = '${command}'\n`)
    chmodSync(join(volume, 'archive.conf'), 0o644)
    install.sql('select pg_reload_conf()')
  }

  test('is brought on although it is killed while it starts, and back to the copy', async ({
    assert,
  }) => {
    keepStream()
    const killed = await whileWriting('other', ['upgrade'], '] start')
    assert.isNull(killed.status)
    const { status, stderr } = await whileWriting('other', ['upgrade', '--json'])
    assert.equal(status, 0, stderr)
    assert.deepEqual(await writer.lost(), [])
    const refused = await whileWriting('current', ['rollback'])
    assert.equal(refused.status, 3, refused.stderr)
    const since = /--confirm (\S+Z)/.exec(refused.stderr)?.[1] ?? ''
    const back = await whileWriting('current', ['rollback', '--confirm', since, '--json'])
    assert.equal(back.status, 0, back.stderr)
    console.log(`    ${back.stdout.trim()}`)
    assert.isAtMost(JSON.parse(back.stdout).seconds, 180)
    assert.equal(install.sql('select timeline_id from pg_control_checkpoint()').trim(), '2')
    install.sql('select pg_switch_wal()')
    const kept = 'select last_archived_time is not null and failed_count = 0 from pg_stat_archiver'
    await waitUntil(async () => install.sql(kept).trim() === 't')
    // What was given up are the last ones before it, and nothing else.
    const lost = new Set(await writer.lost())
    const first = writer.told.findIndex((id) => lost.has(id))
    const after = writer.told.slice(first).filter((id) => !lost.has(id))
    assert.isAbove(first, 0)
    assert.deepEqual(writer.told.slice(first + lost.size), after)
  })
})
