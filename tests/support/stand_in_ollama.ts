import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A stand-in for Ollama: it runs no model. It takes models in as Ollama's documentation of its HTTP
 * interface says (blobs, create, tags), with its errors: a blob that is not what its address says is
 * refused with 400, and one that is not there or is no model by an error in an answer that began with
 * 200.
 */
export class StandInOllama {
  readonly blobs = new Map<string, Buffer>()
  readonly models = new Map<string, string>()
  readonly #server: Server

  private constructor() {
    this.#server = createServer((asked, answer) => {
      const [, , kind = '', digest = ''] = asked.url?.split('/') ?? []
      void read(asked).then((body) => {
        if (kind === 'blobs' && asked.method === 'HEAD') {
          answer.writeHead(this.blobs.has(digest) ? 200 : 404).end()
        } else if (kind === 'blobs') {
          const isSame = `sha256:${createHash('sha256').update(body).digest('hex')}` === digest
          if (isSame) this.blobs.set(digest, body)
          answer.writeHead(isSame ? 201 : 400).end(isSame ? '' : '{"error":"digest mismatch"}')
        } else if (kind === 'create') {
          answer.writeHead(200, { 'content-type': 'application/x-ndjson' })
          answer.write('{"status":"parsing GGUF"}\n')
          answer.end(`${JSON.stringify(this.#create(body.toString()))}\n`)
        } else {
          const models = [...this.models].map(([name, blob]) => ({
            name,
            size: this.blobs.get(blob)?.length,
          }))
          answer.writeHead(200).end(JSON.stringify({ models }))
        }
      })
    })
  }

  #create(text: string): object {
    const { model, files }: { model: string; files: Record<string, string> } = JSON.parse(text)
    const [digest = ''] = Object.values(files)
    const blob = this.blobs.get(digest)
    if (blob?.subarray(0, 4).toString() !== 'GGUF') return { error: 'unknown type' }
    this.models.set(model.includes(':') ? model : `${model}:latest`, digest)
    return { status: 'success' }
  }

  /** Starts one, on a free port of this machine unless they are named. */
  static async start(port = 0, host = '127.0.0.1'): Promise<StandInOllama> {
    const ollama = new StandInOllama()
    await new Promise<void>((resolve) => ollama.#server.listen(port, host, resolve))
    return ollama
  }

  get url(): string {
    const address = this.#server.address()
    return `http://127.0.0.1:${isPort(address) ? address.port : 0}`
  }

  end(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }
}

function isPort(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null
}

async function read(asked: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  try {
    for await (const piece of asked) if (Buffer.isBuffer(piece)) pieces.push(piece)
  } catch {
    // Who asked has gone: nothing of it is kept.
    return Buffer.alloc(0)
  }
  return Buffer.concat(pieces)
}
