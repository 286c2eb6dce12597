import { BlockList, isIP } from 'node:net'

/** `10.0.0.1` or `10.0.0.0/16`, or the same of IPv6: the address and how much of it counts. */
function parts(text: string): { address: string; kind: 'ipv4' | 'ipv6'; length: number } {
  const [address = '', length, ...more] = text.split('/')
  const version = isIP(address)
  const most = version === 4 ? 32 : 128
  const bits = length === undefined ? most : Number(length)
  const isLength = length === undefined || (/^\d{1,3}$/.test(length) && bits <= most)
  if (version === 0 || !isLength || more.length > 0) {
    throw new Error('must be addresses or networks such as 10.0.0.0/16, separated by commas')
  }
  return { address, kind: version === 4 ? 'ipv4' : 'ipv6', length: bits }
}

/**
 * Reads addresses and networks, separated by commas.
 *
 * @throws Error when one is neither; the message does not repeat it
 */
export function parseNetworks(text: string): (address: string) => boolean {
  const networks = new BlockList()
  for (const each of text.split(',').filter((part) => part.trim() !== '')) {
    const { address, kind, length } = parts(each.trim())
    networks.addSubnet(address, length, kind)
  }
  return (address) => {
    const version = isIP(address)
    return version !== 0 && networks.check(address, version === 4 ? 'ipv4' : 'ipv6')
  }
}
