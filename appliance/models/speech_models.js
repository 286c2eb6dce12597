import { existsSync, globSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs'
import { open, rename, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { arriving } from './arriving.js'

/** The models of whisper.cpp, files in a folder; `model.bin` leads to the one in use. */
export class SpeechModels {
  #folder

  /** @param {string} folder */
  constructor(folder) {
    this.#folder = folder
  }

  #path(file) {
    return join(this.#folder, file)
  }

  /** Keeps what was written, whatever happens next. */
  async #keep() {
    const folder = await open(this.#folder)
    await folder.sync()
    await folder.close()
  }

  async #write(file, source) {
    const handle = await open(file, 'w', 0o640)
    try {
      for await (const piece of source) await handle.writeFile(piece)
      await handle.sync()
    } finally {
      await handle.close()
    }
  }

  /**
   * Takes a model in, which is the one in use from then on.
   *
   * @param {{ name: string, sha256: string, bytes: number }} model
   * @param {AsyncIterable<Buffer>} source
   * @param {boolean} putInUse also one that is there already
   * @returns {Promise<boolean>} false when it was there already
   * @throws {Error} when it is not what it should be, or there is no room; nothing of it is left then
   */
  async take(model, source, putInUse) {
    const file = `${model.name}.bin`
    const digest = this.#path(`${model.name}.sha256`)
    const arrival = this.#path('.arriving')
    for (const left of globSync('.*', { cwd: this.#folder })) rmSync(this.#path(left))
    const isNew = !existsSync(digest) || readFileSync(digest, 'utf8').trim() !== model.sha256
    if (isNew) {
      try {
        await this.#write(arrival, arriving(source, model))
      } catch (error) {
        rmSync(arrival, { force: true })
        throw error
      }
      rmSync(digest, { force: true })
      await rename(arrival, this.#path(file))
      await this.#keep()
      await writeFile(digest, `${model.sha256}\n`, { flush: true })
    }
    if (!isNew && !putInUse) return false
    await symlink(file, this.#path('.model'))
    await rename(this.#path('.model'), this.#path('model.bin'))
    await this.#keep()
    return isNew
  }

  /**
   * Every model that is there whole, the one in use first.
   *
   * @returns {{ name: string, bytes: number }[]}
   */
  list() {
    const inUse = existsSync(this.#path('model.bin')) ? readlinkSync(this.#path('model.bin')) : ''
    const names = globSync('*.sha256', { cwd: this.#folder }).map((file) => file.slice(0, -7))
    return names
      .toSorted((one, other) => (one < other ? -1 : 1))
      .toSorted((one, other) => Number(`${other}.bin` === inUse) - Number(`${one}.bin` === inUse))
      .map((name) => ({ name, bytes: statSync(this.#path(`${name}.bin`)).size }))
  }
}
