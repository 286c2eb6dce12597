import { createHash } from 'node:crypto'
import { v7 as newId } from 'uuid'
import { audit } from '#core/audit/audit'
import { blobs } from '#core/blobs/blobs'
import { events } from '#core/events/events'
import { tenancy, type Tenant } from '#core/tenancy/tenancy'
import { pictureFolder, pictureKey, type PictureFiles } from '../blob_keys.js'
import { makePicture, SIZES, type MadePicture } from '../exchange/make_picture.js'
import { openArchive } from '../exchange/open_archive.js'
import { readPackage, type DeckPackage } from '../exchange/read_package.js'
import { Faults, type Fault, type Warned } from '../files/fault.js'
import { titleOf } from '../files/title_of.js'
import { writeDeck, type WrittenPicture } from './write_deck.js'

/** What became of a deck that somebody brought. */
export type Imported =
  | { ok: true; deck: string; cards: number; replaced: boolean; warnings: Fault<Warned>[] }
  | { ok: false; refusals: Fault[]; warnings: Fault<Warned>[] }

/** After the appliance's own decks. */
const POSITION = 1000

/** Of each picture, by its file name or its hash, what its cards are to say of it. */
type Pictures = Map<string, Omit<WrittenPicture, 'address'>>

/**
 * Takes a deck in from a zip: checks all of it, then keeps its pictures, then writes it at once. A
 * deck with faults changes nothing; pictures kept for one that fails later are swept. Call it while
 * nobody else changes the organisation's decks (see `alone`), and outside any scope.
 *
 * @param path of the zip
 * @param replace whether a deck of the same id may be replaced
 */
export async function importDeck(
  tenant: Tenant,
  path: string,
  { replace }: { replace: boolean }
): Promise<Imported> {
  const faults = new Faults()
  const archive = await openArchive(path, faults)
  try {
    const read = archive && (await readPackage(archive.files, faults))
    if (read) await refuseTaken(tenant, read, replace, faults)
    if (read) await warnOfNamesake(tenant, read, faults)
    const pictures = read && (await keepPictures(tenant, read, faults))
    const { refusals, warnings } = faults
    if (!pictures) return { ok: false, refusals, warnings }
    const written = await tenancy.run(tenant, () => write(tenant, read, pictures))
    return { ok: true, ...written, cards: read.cards.length, warnings }
  } finally {
    archive?.close()
  }
}

interface KnownDeck {
  id: string
  is_own: boolean
  version: number
  is_retired: boolean
  cards: number
}

async function findDeck(key: string): Promise<KnownDeck | undefined> {
  const { rows } = await tenancy.client().rawQuery<{ rows: KnownDeck[] }>(
    `select id, organisation_id is not null as is_own, version, retired_at is not null as is_retired,
       (select count(*)::integer from cards c
        where c.deck_id = d.id and c.retired_at is null) as cards
     from decks d where key = ? order by organisation_id nulls first limit 1`,
    [key]
  )
  return rows[0]
}

async function refuseTaken(tenant: Tenant, read: DeckPackage, replace: boolean, faults: Faults) {
  const { id } = read.deck
  const place = { file: 'deck.json', field: 'id' }
  const known = await tenancy.run(tenant, () => findDeck(id))
  if (known && !known.is_own) faults.refuse('deckIsOfTheAppliance', place, { id })
  else if (known && !known.is_retired && !replace) {
    faults.refuse('deckExists', place, { id, version: known.version, cards: known.cards })
  }
}

/** Two decks of one name can be told apart by their ids alone. */
async function warnOfNamesake(tenant: Tenant, { deck }: DeckPackage, faults: Faults) {
  const { rows } = await tenancy.run(tenant, () =>
    tenancy.client().rawQuery<{ rows: { key: string; name: string }[] }>(
      `select d.key, mine.value as name
       from decks d, jsonb_each_text(d.titles) theirs, jsonb_each_text(cast(? as jsonb)) mine
       where d.retired_at is null and d.key <> ? and theirs.key = mine.key
         and lower(theirs.value) = lower(mine.value)
       order by d.position, d.key, mine.key = ? desc limit 1`,
      [JSON.stringify(deck.name), deck.id, deck.languages[0] ?? '']
    )
  )
  for (const { key, name } of rows) {
    faults.warn('sameName', { file: 'deck.json', field: 'name' }, { name, id: key })
  }
}

/**
 * Makes and keeps the pictures, one by one, so that no more than one is in memory, and each only
 * once, under however many names it comes.
 */
async function keepPictures(
  tenant: Tenant,
  { pictures }: DeckPackage,
  faults: Faults
): Promise<Pictures | null> {
  if (faults.refusals.length > 0) return null
  const kept: Pictures = new Map()
  const byHash: Pictures = new Map()
  for (const [name, { file, hash, place }] of pictures) {
    if (!byHash.has(hash)) {
      const content = await file.read()
      const made = content && (await makePicture(content))
      if (made) byHash.set(hash, await keep(tenant, made))
      else if (content) faults.refuse('pictureCorrupt', place)
    }
    const picture = byHash.get(hash)
    if (picture) kept.set(name, picture)
    if (faults.isFull) break
  }
  return faults.refusals.length > 0 ? null : kept
}

async function keep(tenant: Tenant, made: MadePicture): Promise<Omit<WrittenPicture, 'address'>> {
  const { files, placeholder, colour } = made
  const hash = hashOf(files[1600])
  if (!(await isKept(tenant, hash))) {
    // Noted first: what is kept and then not used can be found and swept.
    await tenancy.run(tenant, () =>
      tenancy.client().rawQuery(
        `insert into deck_pictures (organisation_id, hash, hash_800, hash_400) values (?, ?, ?, ?)
         on conflict (organisation_id, hash) do update set stored_at = excluded.stored_at,
           hash_800 = excluded.hash_800, hash_400 = excluded.hash_400`,
        [tenant.organisation, hash, hashOf(files[800]), hashOf(files[400])]
      )
    )
    const folder = pictureFolder(tenant.organisation)
    for (const file of Object.values(files)) await blobs.keep(folder, file)
  }
  return { hash, version: hash.slice(0, 12), placeholder, colour }
}

/** Whether the picture is there already; if so, it is spared from being swept for a while. */
async function isKept(tenant: Tenant, hash: string): Promise<boolean> {
  const { rows } = await tenancy.run(tenant, () =>
    tenancy.client().rawQuery<{ rows: PictureFiles[] }>(
      `update deck_pictures set stored_at = now() where hash = ?
       returning organisation_id as organisation, hash, hash_800 as "hash800", hash_400 as "hash400"`,
      [hash]
    )
  )
  const [known] = rows
  if (!known) return false
  const there = await Promise.all(SIZES.map((size) => blobs.exists(pictureKey(known, size))))
  return there.every(Boolean)
}

const hashOf = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')

async function write(tenant: Tenant, { deck, cards }: DeckPackage, pictures: Pictures) {
  const client = tenancy.client()
  const known = await findDeck(deck.id)
  const id = known?.id ?? newId()
  const before = await client.rawQuery<{ rows: { id: string; key: string }[] }>(
    'select id, key from cards where deck_id = ?',
    [id]
  )
  // A card keeps its id from version to version, and with it its places on canvases and in journals.
  const ids = new Map(before.rows.map((card) => [card.key, card.id]))
  const written = cards.map((card) => {
    const picture = card.picture === null ? undefined : pictures.get(card.picture)
    return {
      id: ids.get(card.id) ?? newId(),
      card,
      picture: picture
        ? { ...picture, address: null, placeholder: card.placeholder ?? picture.placeholder }
        : null,
    }
  })
  const { organisation } = tenant
  const contentHash = createHash('sha256')
    .update(JSON.stringify([deck, cards]))
    .digest('hex')
  await writeDeck({ id, organisation, position: POSITION, contentHash, deck, cards: written })
  await client.rawQuery(
    `update cards set retired_at = now()
     where deck_id = ? and retired_at is null and id <> all (?::uuid[])`,
    [id, written.map((card) => card.id)]
  )
  const replaced = known !== undefined && !known.is_retired
  const title = titleOf(deck.name, deck.languages)
  if (replaced) {
    const version = known.version + 1
    const details = { cards: cards.length, version }
    await events.emit({ name: 'library.deckReplaced', payload: { deck: id, ...details } })
    await audit.record({
      action: 'library.deckReplaced',
      subject: { kind: 'deck', id },
      details: { ...details, title },
    })
  } else {
    const details = { cards: cards.length }
    await events.emit({ name: 'library.deckImported', payload: { deck: id, ...details } })
    await audit.record({
      action: 'library.deckImported',
      subject: { kind: 'deck', id },
      details: { ...details, title },
    })
  }
  return { deck: id, replaced }
}
