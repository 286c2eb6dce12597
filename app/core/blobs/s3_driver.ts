import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { rootCertificates } from 'node:tls'
import type { ObjectMetaData, SignedURLOptions } from '@adonisjs/drive/types'
import { Client } from 'minio'
import { askAgain } from './ask_again.js'
import {
  BlobDriver,
  type ByteRange,
  type StoredBlob,
  type UploadBounds,
  type UploadForm,
} from './blob_driver.js'
import { BlobError, toBlobError, type BlobFault } from './blob_error.js'
import { partsOf, piecesOf } from './parts.js'
import { s3FaultOf } from './s3_faults.js'
import { s3Transport } from './s3_transport.js'

/** Bytes of a part; what is no longer than one goes in a single request. */
const PART = 8 * 1024 ** 2
const DEFAULT_SECONDS = 300
const MOST_LISTED = 1000
const TRIAL = 'trial/room'

/** Where the store is and who the appliance is there. */
export interface S3Options {
  /** Address, `http:` or `https:`, without a path. */
  url: string
  bucket: string
  region: string
  accessKey: string
  secretKey: string
  /** Certificates to trust beside those that Node brings, as PEM. */
  ca?: string | undefined
}

/** Files in a bucket of any S3 server, addressed by path. */
export class S3Driver extends BlobDriver {
  private client: Client
  private bucketName: string
  /** A server tells that it is full only when something is put. */
  private isFull = false

  constructor({ url, bucket, region, accessKey, secretKey, ca }: S3Options) {
    super()
    const { hostname, port, protocol } = new URL(url)
    const isSecure = protocol === 'https:'
    const trusted = ca === undefined ? undefined : [...rootCertificates, ca]
    const { agent, transport } = s3Transport(isSecure, trusted)
    this.bucketName = bucket
    this.client = new Client({
      endPoint: hostname.replace(/^\[|\]$/g, ''),
      ...(port && { port: Number(port) }),
      useSSL: isSecure,
      region,
      accessKey,
      secretKey,
      pathStyle: true,
      partSize: PART,
      transport,
      transportAgent: agent,
      retryOptions: { disableRetry: true },
    })
  }

  async check(): Promise<BlobFault | null> {
    try {
      await this.ask(null, () => this.page('', '', 1))
      if (this.isFull) await this.tryRoom()
      return null
    } catch (error) {
      return toBlobError(error, null, s3FaultOf).fault
    }
  }

  async getStream(key: string, range?: ByteRange): Promise<Readable> {
    return this.ask(key, () =>
      this.client.getPartialObject(this.bucketName, key, range?.start ?? 0, range?.length ?? 0)
    )
  }

  async getMetaData(key: string): Promise<ObjectMetaData> {
    const found = await this.ask(key, () => this.client.statObject(this.bucketName, key))
    return { contentLength: found.size, lastModified: found.lastModified, etag: found.etag }
  }

  async exists(key: string): Promise<boolean> {
    try {
      await this.getMetaData(key)
      return true
    } catch (error) {
      if (error instanceof BlobError && error.fault === 'missing') return false
      throw error
    }
  }

  async put(key: string, contents: string | Uint8Array): Promise<void> {
    const content = Buffer.from(contents)
    if (content.length > PART) return this.putStream(key, Readable.from(piecesOf(content, PART)))
    await this.write(key, () =>
      this.client.putObject(this.bucketName, key, content, content.length, {
        'content-type': 'application/octet-stream',
      })
    )
  }

  async putStream(key: string, contents: Readable): Promise<void> {
    const parts = partsOf(contents, PART)[Symbol.asyncIterator]()
    const first = await parts.next()
    if (first.done) return this.put(key, new Uint8Array())
    const second = await parts.next()
    if (second.done) return this.put(key, first.value)
    const upload = await this.write(key, () =>
      this.client.initiateNewMultipartUpload(this.bucketName, key, {})
    )
    try {
      const tags: { part: number; etag: string }[] = []
      for (const part of [first.value, second.value]) {
        tags.push(await this.putPart(key, upload, tags.length + 1, part))
      }
      for (let next = await parts.next(); !next.done; next = await parts.next()) {
        tags.push(await this.putPart(key, upload, tags.length + 1, next.value))
      }
      await this.write(key, () =>
        this.client.completeMultipartUpload(this.bucketName, key, upload, tags)
      )
    } catch (error) {
      // What cannot be cleared now is cleared by `tidy`.
      await this.client.abortMultipartUpload(this.bucketName, key, upload).catch(() => undefined)
      throw toBlobError(error, key, s3FaultOf)
    }
  }

  async copy(source: string, destination: string): Promise<void> {
    await this.write(destination, () =>
      this.client.copyObject(this.bucketName, destination, `/${this.bucketName}/${source}`)
    )
  }

  async deleteMany(keys: readonly string[]): Promise<void> {
    for (let at = 0; at < keys.length; at += MOST_LISTED) {
      const some = keys.slice(at, at + MOST_LISTED)
      const answers = await this.ask(some[0] ?? null, () =>
        this.client.removeObjects(this.bucketName, some)
      )
      const failed = answers.find((answer) => answer?.Error !== undefined)?.Error
      if (failed) throw new BlobError('refused', failed.Key ?? null)
    }
  }

  async *list(prefix: string): AsyncIterable<StoredBlob> {
    let from = ''
    do {
      const page = await this.ask(null, () => this.page(prefix, from, MOST_LISTED))
      for (const { name, size, lastModified } of page.objects) {
        if (name) yield { key: name, size, at: lastModified }
      }
      from = page.isTruncated ? page.nextContinuationToken : ''
    } while (from)
  }

  async tidy(before: Date): Promise<number> {
    const page = await this.ask(null, () =>
      this.client.listIncompleteUploadsQuery(this.bucketName, '', '', '', '')
    )
    const old = page.uploads.filter(({ initiated }) => initiated < before)
    for (const { key, uploadId } of old) {
      await this.ask(key, () => this.client.abortMultipartUpload(this.bucketName, key, uploadId))
    }
    return old.length
  }

  addressOf(
    key: string,
    { expiresIn = DEFAULT_SECONDS, contentType, contentDisposition }: SignedURLOptions
  ): Promise<string> {
    return this.ask(key, () =>
      this.client.presignedGetObject(this.bucketName, key, Number(expiresIn), {
        ...(contentType && { 'response-content-type': contentType }),
        ...(contentDisposition && { 'response-content-disposition': contentDisposition }),
      })
    )
  }

  async uploadForm(key: string, { contentType, most, seconds }: UploadBounds): Promise<UploadForm> {
    const policy = this.client.newPostPolicy()
    policy.setBucket(this.bucketName)
    policy.setKey(key)
    policy.setContentType(contentType)
    policy.setContentLengthRange(1, most)
    policy.setExpires(new Date(Date.now() + seconds * 1000))
    const { postURL, formData } = await this.client.presignedPostPolicy(policy)
    const fields: Record<string, string> = {}
    for (const [name, value] of Object.entries<unknown>(formData)) fields[name] = String(value)
    return { url: postURL, fields }
  }

  private async tryRoom(): Promise<void> {
    await this.put(TRIAL, new Uint8Array(PART))
    await this.deleteMany([TRIAL])
  }

  private page(prefix: string, from: string, most: number) {
    return this.client.listObjectsV2Query(this.bucketName, prefix, from, '', most, '')
  }

  private async putPart(key: string, upload: string, part: number, content: Buffer) {
    const { headers } = await this.write(key, () =>
      this.client.makeRequestAsyncOmit(
        {
          method: 'PUT',
          bucketName: this.bucketName,
          objectName: key,
          query: `partNumber=${part}&uploadId=${encodeURIComponent(upload)}`,
          // Over TLS the client does not sign the content.
          headers: { 'content-md5': createHash('md5').update(content).digest('base64') },
        },
        content
      )
    )
    return { part, etag: (headers.etag ?? '').replaceAll('"', '') }
  }

  private async write<Answer>(key: string, work: () => Promise<Answer>): Promise<Answer> {
    try {
      const answer = await this.ask(key, work)
      this.isFull = false
      return answer
    } catch (error) {
      this.isFull = error instanceof BlobError && error.fault === 'full'
      throw error
    }
  }

  private ask<Answer>(key: string | null, work: () => Promise<Answer>): Promise<Answer> {
    return askAgain(key, s3FaultOf, work)
  }
}
