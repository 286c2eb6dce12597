import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { NEEDS_STACK, Stack } from '#tests/support/stack'
import { hardeningOf, inspectAll, KEEPERS, PARTS, table } from '#tests/support/hardening'
import { builtImages } from '#tests/support/images'

test.group('Every container of the stack', (group) => {
  const stack = Stack.running()
  group.tap((each) => each.skip(!stack, NEEDS_STACK))

  test('is hardened without exception', ({ assert }) => {
    const profiles = ['keep', ...Object.values(PARTS)].flatMap((each) => ['--profile', each])
    const others = [...KEEPERS, 'models', ...Object.keys(PARTS)]
    // How a slot is run does not depend on the image in it.
    const slot = builtImages().find(({ name }) => name === 'belvedere')?.digest ?? ''
    const images = { IMAGE_LIVEKIT: slot, IMAGE_OLLAMA: slot }
    stack!.compose([...profiles, 'create', '--no-recreate', ...others], images)
    const rows = inspectAll(stack!.engine).map(hardeningOf)
    stack!.compose([...profiles, 'rm', '--force', ...others], images)
    console.log(table(rows))
    const always = ['gateway', 'web-1', 'web-2', 'worker', 'postgres', 'valkey', 'nats', 'objects']
    assert.includeMembers(
      rows.map(({ service }) => service),
      [...always, 'migrate', ...others]
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
