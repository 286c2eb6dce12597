import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto'
import { keysToOpen, keysToSeal } from '#core/keys/keys'
import { tenancy } from '#core/tenancy/tenancy'
import { canonical } from './canonical.js'
import { consistencyPath } from './merkle.js'
import { sequenceEntries } from './sequence_entries.js'
import { hashRanges, treeSize } from './tree_store.js'

/** What the appliance vouches for: this many entries, with this hash of the tree over them. */
export interface Checkpoint {
  size: number
  /** Hexadecimal. */
  root: string
  /** When it was signed, ISO 8601. */
  at: string
  /** Of the public key: see `keyIdOf`. */
  key: string
  /** Ed25519, base64. */
  signature: string
}

/** A checkpoint, with the proof that the log before it was only added to. */
export interface FollowingCheckpoint extends Checkpoint {
  /** RFC 9162, 2.1.4; null when there is no checkpoint before. Hashes in hexadecimal. */
  consistency: { from: number; path: string[] } | null
}

const APPLIANCE = { organisation: null }
const placeOf = (row: string) => ({ table: 'audit_signing_keys', column: 'private_key', row })

/** What is signed of a checkpoint. */
export function signedText({ size, root, at, key }: Omit<Checkpoint, 'signature'>): string {
  return `belvedere audit checkpoint 1\n${canonical({ size, root, at, key })}`
}

/** Sixteen hexadecimal digits that name a public key: SHA-256 of its SPKI. */
export function keyIdOf(key: KeyObject): string {
  const spki = key.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(spki).digest('hex').slice(0, 16)
}

/**
 * Signs the log as it is now, entries that wait included; the last checkpoint again when nothing has
 * been added since.
 */
export async function makeCheckpoint(): Promise<FollowingCheckpoint> {
  await sequenceEntries()
  return tenancy.system('auditor', async () => {
    const { id, key } = await signingKey()
    const size = await treeSize()
    const before = (await listCheckpoints()).filter((each) => each.size < size).at(-1)
    const path = await hashRanges(consistencyPath(before?.size ?? 0, size))
    const consistency = before
      ? { from: before.size, path: path.map((hash) => hash.toString('hex')) }
      : null
    const [root = Buffer.alloc(0)] = await hashRanges([{ start: 0, end: size }])
    const unsigned = { size, root: root.toString('hex'), at: new Date().toISOString(), key: id }
    const signature = sign(null, Buffer.from(signedText(unsigned)), key)
    await tenancy.client().rawQuery(
      `insert into audit_checkpoints (size, root, at, key_id, signature)
       values (?, ?, ?, ?, ?) on conflict do nothing`,
      [size, root, unsigned.at, id, signature]
    )
    const made = (await listCheckpoints()).find((each) => each.size === size)
    return { ...(made ?? { ...unsigned, signature: signature.toString('base64') }), consistency }
  })
}

interface CheckpointRow {
  size: number
  root: Buffer
  at: string
  key_id: string
  signature: Buffer
}

/** Every checkpoint, oldest first, inside a scope of the auditor. */
export async function listCheckpoints(): Promise<Checkpoint[]> {
  const { rows } = await tenancy.client().rawQuery<{ rows: CheckpointRow[] }>(
    `select size::float8 as size, root, at, key_id, signature from audit_checkpoints
     order by audit_checkpoints.size`
  )
  return rows.map((row) => ({
    size: row.size,
    root: row.root.toString('hex'),
    at: row.at,
    key: row.key_id,
    signature: row.signature.toString('base64'),
  }))
}

/** The public keys that checkpoints are signed with, as PEM, oldest first. */
export async function publicKeys(): Promise<string> {
  return tenancy.system('auditor', async () => {
    await signingKey()
    const { rows } = await tenancy
      .client()
      .rawQuery<{ rows: { public_key: string }[] }>(
        'select public_key from audit_signing_keys order by created_at, id'
      )
    return rows.map(({ public_key }) => public_key).join('')
  })
}

/** The newest signing key whose private part opens; made when there is none. */
async function signingKey(): Promise<{ id: string; key: KeyObject }> {
  const client = tenancy.client()
  await client.rawQuery('insert into audit_tree (size) values (0) on conflict do nothing')
  // One process signs at a time, and nothing is added meanwhile.
  await client.rawQuery('select from audit_tree for update')
  const { rows } = await client.rawQuery<{ rows: { id: string; private_key: Buffer }[] }>(
    'select id, private_key from audit_signing_keys order by created_at desc, id desc limit 1'
  )
  const found = rows[0]
  if (found) {
    const opened = (await keysToOpen(APPLIANCE)).open(placeOf(found.id), found.private_key)
    if (opened) return { id: found.id, key: createPrivateKey(opened.toString()) }
  }
  const { privateKey } = generateKeyPairSync('ed25519')
  const publicKey = createPublicKey(privateKey)
  const id = keyIdOf(publicKey)
  const keys = await keysToSeal(APPLIANCE)
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  await client.table('audit_signing_keys').insert({
    id,
    public_key: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    private_key: keys.seal(placeOf(id), pem),
  })
  return { id, key: privateKey }
}
