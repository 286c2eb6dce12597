import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'

/** Address of this machine on that way; like the other, kept for documentation. */
export const UPLINK = '192.0.2.1'
const ROUTER = '192.0.2.254'
const ROUTER_CARD = '02:00:00:00:00:01'
const NAME = 'uplink'

function ip(...words: string[]): string {
  const { status, stdout, stderr } = spawnSync('ip', words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`ip ${words.join(' ')}: ${stderr}`)
  return stdout
}

/** Lays a way out of this network, behind which nobody is: what is sent on it is only counted. */
export function layUplink(): void {
  ip('link', 'add', NAME, 'type', 'veth', 'peer', 'name', 'nowhere')
  // The kernel itself would look for neighbours.
  for (const each of [NAME, 'nowhere']) {
    writeFileSync(`/proc/sys/net/ipv6/conf/${each}/disable_ipv6`, '1')
    ip('link', 'set', each, 'up')
  }
  ip('address', 'add', `${UPLINK}/24`, 'dev', NAME)
  ip('neighbour', 'add', ROUTER, 'lladdr', ROUTER_CARD, 'dev', NAME, 'nud', 'permanent')
  ip('route', 'add', 'default', 'via', ROUTER, 'dev', NAME)
}

/** How many packets have been sent out until now, by anybody in this network and its containers. */
export function packetsSentOut(): number {
  const links: { stats64: { tx: { packets: number } } }[] = JSON.parse(
    ip('-json', '-statistics', 'link', 'show', NAME)
  )
  return links[0]?.stats64.tx.packets ?? Number.NaN
}
