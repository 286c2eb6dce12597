import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Setting } from '#core/settings/read_settings'

/** The public keys (PEM) that this release trusts licences by. Their private keys are nowhere here. */
export const PUBLISHER_KEYS: readonly string[] = []

const PEM = /-----BEGIN PUBLIC KEY-----[\w+/=\s]+-----END PUBLIC KEY-----/g

/** A setting that is the name of a file; its value is the Ed25519 public keys in it, each as PEM. */
export function publicKeysSetting({
  env,
  doc,
}: {
  env: string
  doc: string
}): Setting<readonly string[] | undefined> {
  return {
    ...{ env, doc, form: 'a file of Ed25519 public keys (PEM)', fallback: undefined },
    secret: false,
    parse(file) {
      const keys = readKeys(file)
      if (keys.length === 0) {
        throw new Error('must be a file of Ed25519 public keys (PEM) that can be read')
      }
      return keys
    },
  }
}

function readKeys(file: string): string[] {
  try {
    const keys: string[] = readFileSync(file, 'utf8').match(PEM) ?? []
    return keys.every((key) => createPublicKey(key).asymmetricKeyType === 'ed25519') ? keys : []
  } catch {
    return []
  }
}
