import { isChosen, type Way } from './chart.js'

/**
 * The ways that a policy of the release `house` leaves open, each in a line: `to web TCP 3333`. A part
 * is of the release itself; everybody else is named by labels and namespace, or by network.
 */
export function waysOf(direction: 'from' | 'to', ways: readonly Way[] = []): string[] {
  return ways.map((way) => {
    const peers = (way[direction] ?? []).map(({ ipBlock, podSelector, namespaceSelector }) => {
      if (ipBlock) return ipBlock.cidr
      const labels = podSelector?.matchLabels ?? {}
      const part = labels['app.kubernetes.io/component']
      const isOwn = isChosen(labels, { 'app.kubernetes.io/instance': 'house' }) && part
      const pods = Object.entries(labels).map((label) => label.join('='))
      const namespace = namespaceSelector?.matchLabels['kubernetes.io/metadata.name']
      return isOwn ? part : `${pods.join() || 'all'} of ${namespace ?? 'this namespace'}`
    })
    const ports = way.ports.map(({ protocol, port }) => `${protocol} ${port}`)
    return [direction, ...peers, ...ports].join(' ')
  })
}
