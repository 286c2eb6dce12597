import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { NEEDS_STACK, Stack } from '#tests/support/stack'
import { hardeningOf, inspectAll, KEEPERS, table } from '#tests/support/hardening'

test.group('Every container of the stack', (group) => {
  const stack = Stack.running()
  group.tap((each) => each.skip(!stack, NEEDS_STACK))

  test('is hardened without exception', ({ assert }) => {
    stack!.compose(['--profile', 'keep', 'create', '--no-recreate', ...KEEPERS])
    const rows = inspectAll(stack!.engine).map(hardeningOf)
    stack!.compose(['--profile', 'keep', 'rm', '--force', ...KEEPERS])
    console.log(table(rows))
    const always = ['gateway', 'web-1', 'web-2', 'worker', 'postgres', 'valkey', 'nats', 'objects']
    assert.includeMembers(
      rows.map(({ service }) => service),
      [...always, 'migrate', ...KEEPERS]
    )
    for (const { service, problems } of rows) assert.deepEqual(problems, [], service)
  })

  test('runs what the kernel keeps to the profile, without a capability to regain', ({
    assert,
  }) => {
    for (const { State, Name } of inspectAll(stack!.engine)) {
      if (!State.Running) continue
      const status = readFileSync(`/proc/${State.Pid}/status`, 'utf8')
      const field = (name: string) => new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(status)?.[1]
      assert.equal(field('Seccomp'), '2', Name)
      assert.equal(field('NoNewPrivs'), '1', Name)
      for (const set of ['CapEff', 'CapPrm', 'CapBnd', 'CapInh', 'CapAmb']) {
        assert.match(field(set) ?? '', /^0+$/, `${Name} ${set}`)
      }
      assert.isAbove(Number(field('Uid')), 10000, Name)
    }
  })

  test('tells no secret to who looks at it or at its log', ({ assert }) => {
    const told = [
      JSON.stringify(inspectAll(stack!.engine)),
      stack!.compose(['logs', '--no-color']),
    ].join('\n')
    assert.isAbove(told.length, 10_000)
    for (const [name, value] of stack!.secrets()) assert.notInclude(told, value, name)
  })
})
