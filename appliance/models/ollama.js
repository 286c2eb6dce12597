import { request } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { arriving } from './arriving.js'

/** For how long one that starts is waited for. Seconds. */
const PATIENCE = 60

/** What has no server answering it. */
const AWAY = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']

/**
 * The models of an Ollama, by its HTTP interface (docs.ollama.com/api: blobs, create, tags). `fetch`
 * would give up on an answer after five minutes, and a large model takes longer.
 */
export class Ollama {
  #url

  /** @param {string} url */
  constructor(url) {
    this.#url = url
  }

  /** @returns {Promise<import('node:http').IncomingMessage>} */
  #ask(method, path, headers = {}, body = Readable.from([])) {
    return new Promise((resolve, reject) => {
      const asking = request(`${this.#url}${path}`, { method, headers }, resolve)
      asking.once('error', reject)
      pipeline(body, asking).catch(reject)
    })
  }

  async #text(answer) {
    const pieces = []
    for await (const piece of answer) pieces.push(piece)
    return Buffer.concat(pieces).toString('utf8')
  }

  async #hasBlob(digest) {
    const until = performance.now() + PATIENCE * 1000
    for (;;) {
      try {
        const answer = await this.#ask('HEAD', `/api/blobs/${digest}`)
        answer.resume()
        return answer.statusCode === 200
      } catch (error) {
        if (!AWAY.includes(error.code) || performance.now() > until) throw error
        await wait(500)
      }
    }
  }

  /** An error may come in the midst of the answer, after it has begun with 200. */
  async #create(name, digest) {
    const body = JSON.stringify({ model: name, files: { 'model.gguf': digest } })
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const answer = await this.#ask('POST', '/api/create', headers, Readable.from([body]))
    let status
    for await (const line of createInterface({ input: answer })) {
      if (line === '') continue
      const said = JSON.parse(line)
      if (said.error) throw new Error(`Ollama refuses ${name}: ${said.error}`)
      status = said.status
    }
    if (status !== 'success') throw new Error(`Ollama did not say that it has ${name}`)
  }

  /**
   * Takes a model in.
   *
   * @param {{ name: string, sha256: string, bytes: number }} model
   * @param {AsyncIterable<Buffer>} source
   * @returns {Promise<boolean>} false when it was there already
   * @throws {Error} when it is not what it should be, or Ollama refuses it or does not answer
   */
  async take(model, source) {
    const digest = `sha256:${model.sha256}`
    const isNew = !(await this.#hasBlob(digest))
    if (isNew) {
      const headers = { 'content-length': model.bytes }
      const body = Readable.from(arriving(source, model))
      const answer = await this.#ask('POST', `/api/blobs/${digest}`, headers, body)
      const said = await this.#text(answer)
      if (answer.statusCode !== 201) throw new Error(`Ollama refuses ${model.name}: ${said}`)
    }
    await this.#create(model.name, digest)
    return isNew
  }

  /**
   * Every model that it has; none where it does not run.
   *
   * @returns {Promise<{ name: string, bytes: number }[]>}
   */
  async list() {
    try {
      const { models } = JSON.parse(await this.#text(await this.#ask('GET', '/api/tags')))
      return models.map(({ name, size }) => ({ name, bytes: size }))
    } catch (error) {
      if (AWAY.includes(error.code)) return []
      throw error
    }
  }
}
