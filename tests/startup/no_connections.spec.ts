import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { Appliance } from '#tests/support/appliance'

/** Gives the command that follows a network with nothing in it but the loopback address. */
const WITHOUT_NETWORK = ['unshare', '-n', 'sh', '-c', 'ip link set lo up && exec "$0" "$@"']

/** How often a process of this network tried to send something to where no route leads. */
function triesToReachOutside(pid: number | undefined): number {
  const [names = '', values = ''] = readFileSync(`/proc/${pid}/net/snmp`, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('Ip:'))
  return Number(values.split(' ')[names.split(' ').indexOf('OutNoRoutes')])
}

function inNetworkOf(pid: number | undefined, script: string) {
  return spawnSync('nsenter', ['-t', String(pid), '-n', process.execPath, '-e', script], {
    encoding: 'utf8',
  })
}

const isPossible = spawnSync('unshare', ['-n', 'sh', '-c', 'ip link set lo up']).status === 0

test.group('Offline means offline', () => {
  test('the appliance starts and works in a network without a route, and never tries to leave it', async ({
    assert,
    cleanup,
  }) => {
    const appliance = await Appliance.start({ wrapper: WITHOUT_NETWORK })
    cleanup(() => appliance.dispose())
    const { pid } = appliance.process
    const { people } = JSON.parse(readFileSync(`${appliance.home}/demo.json`, 'utf8'))
    const script = `
      const url = ${JSON.stringify(appliance.url)}
      const page = await fetch(url)
      const { email, password } = ${JSON.stringify(people[0])}
      const answer = await fetch(url + '/api/v1/sessions/sign-in', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password }),
      })
      console.log(page.status, answer.status)`
    assert.equal(inNetworkOf(pid, `(async () => {${script}})()`).stdout.trim(), '200 200')
    assert.equal(triesToReachOutside(pid), 0)
  }).skip(!isPossible, 'needs the right to make a network namespace')

  test('the count that proves it sees a try', async ({ assert, cleanup }) => {
    const appliance = await Appliance.start({ wrapper: WITHOUT_NETWORK })
    cleanup(() => appliance.dispose())
    inNetworkOf(appliance.process.pid, `fetch('http://192.0.2.1/').catch(() => {})`)
    assert.isAbove(triesToReachOutside(appliance.process.pid), 0)
  }).skip(!isPossible, 'needs the right to make a network namespace')
})
