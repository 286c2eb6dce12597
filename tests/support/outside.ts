import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** Addresses that are kept for documentation. */
const [HERE, THERE] = ['203.0.113.1', '203.0.113.7']
const PORT = 80

/** Waits for its cable, then answers whoever comes, if it knows the way back to them. */
const SERVER = `process.stdin.once('data', () => {
  const ip = (...words) => require('node:child_process').spawnSync('ip', words)
  ip('link', 'set', 'lo', 'up')
  ip('address', 'add', '${THERE}/24', 'dev', 'there')
  ip('link', 'set', 'there', 'up')
  const server = require('node:net').createServer((socket) => socket.on('error', () => {}).end('HTTP/1.1 204 Yes\\r\\n\\r\\n'))
  server.listen(${PORT}, () => console.log('listening'))
})
console.log('begun')`

function ip(...words: string[]): void {
  const { status, stderr } = spawnSync('ip', words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`ip ${words.join(' ')}: ${stderr}`)
}

/** A machine outside the host, on the same network as it: like all others it knows no way inside. */
export class Outside {
  readonly host = THERE
  readonly port = PORT

  private constructor(readonly process: ChildProcess) {}

  static async begin(): Promise<Outside> {
    const child = spawn('unshare', ['--net', process.execPath, '-e', SERVER], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    ip(
      ...['link', 'add', 'here', 'type', 'veth', 'peer', 'name', 'there'],
      ...['netns', String(child.pid)]
    )
    ip('address', 'add', `${HERE}/24`, 'dev', 'here')
    ip('link', 'set', 'here', 'up')
    child.stdin.write('go\n')
    await once(child.stdout, 'data')
    return new Outside(child)
  }

  async end(): Promise<void> {
    const gone = once(this.process, 'exit')
    this.process.kill('SIGKILL')
    await gone
  }
}
