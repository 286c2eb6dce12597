import { spawnSync } from 'node:child_process'
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import {
  QUICK,
  belvedere,
  makeBundle,
  makeSigningKey,
  missingForBundles,
  newTestFolder,
  shells,
  type Shell,
} from '#tests/support/bundles'
import { canMakeCertificates, makeCertificates } from '#tests/support/certificates'
import { debianTool } from '#tests/support/debian_tools'
import { makeUpMachine } from '#tests/support/made_up_machine'
import { putProgram, standInEngine } from '#tests/support/stand_in_engine'

const missing = missingForBundles()

interface Check {
  id: string
  theme: string
  verdict: string
  measured: string
  remedy: string
}

test.group('A machine is looked at', (group) => {
  let folder = ''
  let quick = ''
  let program = ''
  let every: Shell[] = []
  let count = 0

  group.setup(() => {
    if (missing) return
    folder = newTestFolder((remove) => group.teardown(remove))
    quick = newTestFolder((remove) => group.teardown(remove), QUICK)
    every = shells(folder)
    mkdirSync(join(folder, 'images'))
    writeFileSync(
      join(folder, 'images', 'images.json'),
      JSON.stringify([{ name: 'one', unpackedBytes: 3_000_000_000 }])
    )
    const { status, stderr } = makeBundle([
      ...['--out', join(folder, 'bundle'), '--key', makeSigningKey(join(folder, 'key'))],
      ...['--images', join(folder, 'images'), '--release', '0.1.0'],
    ])
    if (status !== 0) throw new Error(stderr)
    program = join(folder, 'bundle', 'belvedere')
  })

  interface Circumstances {
    /** Files of the machine that are otherwise. */
    files?: Record<string, string | undefined>
    /** What the stand-in for the engine and for `stat` keep, otherwise. */
    engine?: Record<string, string>
    words?: string[]
    environment?: NodeJS.ProcessEnv
    shell?: Shell
    prepare?: (places: { root: string; tools: string; state: string }) => void
  }

  /** Runs preflight on a made-up machine. */
  async function look(circumstances: Circumstances = {}) {
    const { files, engine = {}, words = [], environment = {}, shell = every[0]! } = circumstances
    const number = count++
    const [machine, tools] = ['machine', 'tools'].map((name) => join(folder, `${name}-${number}`))
    const [state, root] = ['state', 'root'].map((name) => join(quick, `${name}-${number}`))
    makeUpMachine(machine!, files)
    standInEngine(tools!, state!)
    putProgram(tools!, 'id', '#!/bin/sh\necho 0\n')
    for (const [name, content] of Object.entries(engine)) {
      writeFileSync(join(state!, name), content)
    }
    circumstances.prepare?.({ root: root!, tools: tools!, state: state! })
    const answer = await belvedere(
      program,
      ['preflight', '--json', '--root', root!, '--host', 'belvedere.example.org', ...words],
      { command: shell.command, path: `${tools}:${shell.path}` },
      {
        BELVEDERE_PROBE: machine,
        STAND_IN: state,
        LANG: 'C.UTF-8',
        ...environment,
      }
    )
    const checks: Check[] = answer.stdout === '' ? [] : JSON.parse(answer.stdout).checks
    const verdict = (id: string) => checks.find((check) => check.id === id)?.verdict
    return { ...answer, checks, verdict }
  }

  /** Machines that will not do or not well: what is bad about each, and what is said of it. */
  const bad: (Circumstances & { title: string; says: Record<string, 'warn' | 'fail'> })[] = [
    {
      title: 'a machine without an engine that answers',
      engine: { 'daemon-down': '' },
      says: { engine: 'fail', engine_version: 'fail', storage_driver: 'fail' },
    },
    {
      title: 'a small one, whose disks are full and whose ports are taken',
      engine: { driver: 'vfs\n', free: '3\n', inodes: '100\n' },
      files: {
        '/proc/meminfo': 'MemTotal: 2000000 kB\nMemAvailable: 1900000 kB\n',
        '/proc/cpuinfo': 'processor : 0\nflags : sse\n',
        '/proc/sys/kernel/random/entropy_avail': '10\n',
        '/proc/net/tcp':
          '  sl local rem st\n 0: 00000000:0050 00000000:0000 0A\n 1: 0:0947 0:0000 0A\n',
        '/proc/net/tcp6': '  sl local rem st\n 0: 0000:01BB 0000:0000 0A\n',
      },
      says: {
        storage_driver: 'fail',
        room_for_data: 'fail',
        room_for_images: 'fail',
        inodes_of_engine: 'fail',
        inodes_of_state: 'fail',
        memory: 'fail',
        cpu_cores: 'fail',
        cpu_vectors: 'warn',
        cpu_aes: 'warn',
        entropy: 'fail',
        port_http: 'fail',
        port_https: 'fail',
        engine_listening: 'fail',
      },
    },
    {
      title: 'one that is just large enough',
      engine: { free: '8\n' },
      files: { '/proc/meminfo': 'MemTotal: 4194304 kB\nMemAvailable: 4000000 kB\n' },
      says: { memory: 'warn', memory_available: 'warn', room_for_images: 'warn' },
    },
    {
      title: 'one that is too small for the models and the video that were asked for',
      words: ['--with', 'ai,speech,video'],
      files: {
        '/proc/meminfo': 'MemTotal: 8388608 kB\nMemAvailable: 8000000 kB\n',
        '/proc/cpuinfo': 'processor : 0\nprocessor : 1\nflags : sse aes\n',
        '/proc/net/udp': '  sl local rem st\n 0: 00000000:0D96 00000000:0000 07\n',
        '/proc/sys/net/core/rmem_max': '212992\n',
      },
      says: {
        memory_models: 'fail',
        cpu_vectors: 'fail',
        ports_for_video: 'fail',
        udp_buffers: 'warn',
      },
    },
    {
      title: 'an old kernel, with data on a shared folder that nothing can be started from',
      files: {
        '/proc/sys/kernel/osrelease': '3.10.0-1160.el7\n',
        '/sys/fs/cgroup/cgroup.controllers': undefined,
        '/proc/sys/kernel/seccomp/actions_avail': undefined,
        '/proc/sys/vm/overcommit_memory': '2\n',
        '/proc/mounts': 'server:/share / nfs4 rw,noexec 0 0\n',
      },
      says: {
        kernel_version: 'fail',
        cgroups: 'fail',
        cgroup_memory: 'fail',
        seccomp: 'fail',
        overcommit: 'fail',
        file_system_of_engine: 'fail',
        mount_of_engine: 'fail',
        mount_of_release: 'fail',
      },
    },
    {
      title: 'a system that is a little old and open',
      words: ['--host', 'localhost'],
      environment: { HTTPS_PROXY: 'http://proxy.example.org', LANG: 'C' },
      files: {
        '/proc/sys/kernel/osrelease': '4.18.0-553.el8\n',
        '/sys/kernel/security/lsm': 'capability,selinux\n',
        '/sys/fs/selinux/enforce': '0',
        '/sys/kernel/mm/transparent_hugepage/enabled': '[always] madvise never\n',
        '/proc/mounts': '/dev/sda1 / ext4 rw 0 0\n',
        '/run/systemd/timesync/synchronized': undefined,
        '/run/firewalld/.there': '',
        '/etc/group': 'docker:x:999:ana\n',
        '/etc/os-release': 'ID=alpine\nPRETTY_NAME="Alpine"\n',
      },
      says: {
        kernel_version: 'warn',
        access_control: 'warn',
        transparent_huge_pages: 'warn',
        disk_sealed: 'warn',
        time_service: 'warn',
        firewall: 'warn',
        engine_group: 'warn',
        system: 'warn',
        proxy: 'warn',
        locale: 'warn',
        host_is_local: 'warn',
      },
    },
    {
      title: 'one on which something of an install is left, and another release',
      words: ['--host', 'Belvedere.example.org'],
      prepare: ({ root, state }) => {
        // Volumes are named by the project, which is named by the root.
        const { stdout } = spawnSync('cksum', { input: root, encoding: 'utf8' })
        const project = `belvedere-${stdout.split(' ')[0]}`
        writeFileSync(join(state, 'volumes'), `${project}_postgres\nother_volume\n`)
        writeFileSync(join(state, 'containers'), 'web-1\n')
        mkdirSync(join(root, 'opt/belvedere/0.0.5'), { recursive: true })
        symlinkSync('0.0.5', join(root, 'opt/belvedere/current'))
      },
      says: {
        volumes_there: 'fail',
        containers_there: 'fail',
        existing_install: 'fail',
        host_name: 'fail',
        host_resolves: 'warn',
      },
    },
    {
      title: 'one whose clock stands in another century, for somebody who is not root',
      prepare: ({ tools }) => {
        putProgram(tools, 'date', '#!/bin/sh\necho 1000000\n')
        putProgram(tools, 'id', '#!/bin/sh\necho 1000\n')
      },
      says: { clock: 'fail', root: 'fail' },
    },
  ]

  for (const { title, says, ...circumstances } of bad) {
    test(`not or not well: ${title}`, async ({ assert }) => {
      const { status, checks } = await look(circumstances)
      const found = checks.filter(({ id }) => id in says)
      const verdicts = Object.fromEntries(found.map(({ id, verdict }) => [id, verdict]))
      assert.deepEqual(verdicts, says, JSON.stringify(found))
      for (const { id, remedy } of found) assert.isNotEmpty(remedy, id)
      assert.equal(status, checks.some(({ verdict }) => verdict === 'fail') ? 3 : 5)
    }).skip(Boolean(missing), missing)
  }

  test('not with Podman, which does not carry it yet', async ({ assert }) => {
    // The tools of this machine may have a Docker among them.
    const shell = every.find(({ path }) => path !== process.env.PATH)
    const { checks, status } = await look({
      shell,
      prepare: ({ tools }) => renameSync(join(tools, 'docker'), join(tools, 'podman')),
    })
    const engine = checks.find(({ id }) => id === 'engine')
    assert.containSubset(engine, { verdict: 'fail', measured: 'podman' })
    assert.equal(status, 3)
  }).skip(Boolean(missing) || !debianTool('busybox'), missing ?? 'no busybox')

  test('and a certificate of its own too', async ({ assert }) => {
    const [good, soon, other] = [90, 10, 90].map((days) => makeCertificates(days))
    try {
      const given = (certificate: string, key: string, authority: string) => [
        ...['--cert', certificate, '--cert-key', key, '--ca', authority],
      ]
      const fine = await look({ words: given(good!.certificate, good!.key, good!.authority) })
      assert.equal(fine.verdict('certificate_valid'), 'ok')
      assert.equal(fine.verdict('certificate_key'), 'ok')
      assert.equal(fine.verdict('certificate_chain'), 'ok')
      // It is for 127.0.0.1.
      assert.equal(fine.verdict('certificate_name'), 'fail')
      const ending = await look({ words: given(soon!.certificate, soon!.key, soon!.authority) })
      assert.equal(ending.verdict('certificate_valid'), 'warn')
      const mixed = await look({ words: given(good!.certificate, other!.key, other!.authority) })
      assert.equal(mixed.verdict('certificate_key'), 'fail')
      assert.equal(mixed.verdict('certificate_chain'), 'fail')
      const none = await look({ words: given('/nowhere', good!.key, good!.authority) })
      assert.equal(none.verdict('certificate_valid'), 'fail')
    } finally {
      for (const each of [good, soon, other]) each!.remove()
    }
  }).skip(Boolean(missing) || !canMakeCertificates, missing ?? 'no openssl')

  test('with sixty checks or more in a minute, each with what it measured', async ({ assert }) => {
    for (const shell of every) {
      const from = performance.now()
      const { checks, stdout, stderr } = await look({ shell })
      const seconds = (performance.now() - from) / 1000
      assert.isAtLeast(checks.length, 60, stderr)
      assert.isBelow(seconds, 60)
      assert.lengthOf(new Set(checks.map(({ id }) => id)), checks.length)
      for (const { id, measured, verdict, remedy } of checks) {
        assert.isNotEmpty(measured, `${shell.name}: ${id}`)
        assert.notEqual(measured, 'could not be measured', `${shell.name}: ${id}`)
        assert.equal(remedy === '', verdict === 'ok', `${shell.name}: ${id}`)
      }
      assert.isTrue(stdout.endsWith(']}\n'))
    }
  }).skip(Boolean(missing), missing)

  test('and nothing is to be said against a good one', async ({ assert }) => {
    const { checks } = await look()
    // How fast a disk is, and what this test's own surroundings are, is not made up.
    const real = /^(disk_speed|container|program_folder|umask|limit|openssl)/
    const said = checks.filter(({ id, verdict }) => verdict !== 'ok' && !real.test(id))
    assert.deepEqual(said, [])
  }).skip(Boolean(missing), missing)

  test('and neither a default route nor a name service is needed', async ({ assert }) => {
    const { verdict } = await look({
      files: { '/proc/net/route': 'Iface\tDestination\n', '/etc/resolv.conf': undefined },
    })
    assert.equal(verdict('default_route'), 'ok')
    assert.equal(verdict('name_service'), 'ok')
  }).skip(Boolean(missing), missing)
})
