import { connect } from 'node:tls'
import { metrics } from './metrics.js'
import { defineSampler } from './samplers.js'

const LONGEST_MS = 2_000
/** A certificate lives for weeks: once an hour is often enough. */
const ANEW_MS = 3_600_000
const ANEW_AFTER_FAILURE_MS = 60_000

/**
 * When the certificate of an `https:` address expires. Only the certificate is looked at, whoever
 * has signed it and even when it has expired; nothing is sent.
 *
 * @throws when there is none to be had within two seconds
 */
export function certificateExpiry(address: string): Promise<Date> {
  const { hostname, port } = new URL(address)
  const host = hostname.replace(/^\[|\]$/g, '')
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port: Number(port || 443),
      ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
      rejectUnauthorized: false,
    })
    socket.setTimeout(LONGEST_MS, () => socket.destroy(new Error('late')))
    socket.once('error', reject)
    socket.once('secureConnect', () => {
      resolve(new Date(socket.getPeerCertificate().valid_to))
      socket.destroy()
    })
  })
}

/** Tells Prometheus when the certificate expires that people meet at this address. */
export function watchCertificate(address: string): void {
  let nextAt = 0
  defineSampler({
    async sample() {
      if (Date.now() < nextAt) return
      nextAt = Date.now() + ANEW_AFTER_FAILURE_MS
      const expiry = await certificateExpiry(address)
      metrics.certificateExpiresAt.set(expiry.getTime() / 1000)
      nextAt = Date.now() + ANEW_MS
    },
    forget() {
      metrics.certificateExpiresAt.set(NaN)
    },
  })
}
