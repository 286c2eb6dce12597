import { createHash } from 'node:crypto'
import type { CardFile } from '../files/deck_file.js'
import type { Faults, Place } from '../files/fault.js'
import { isWhole } from './make_picture.js'
import type { ArchiveFile } from './open_archive.js'
import { MOST_MEGAPIXELS } from './picture_cost.js'
import { readHeader } from './picture_header.js'

const MOST_BYTES = 10 * 1024 ** 2

/** A picture of a deck, still in its archive. */
export interface PackedPicture {
  file: ArchiveFile
  /** SHA-256 of its content: what comes under several names is decoded only once. */
  hash: string
  /** Where it is used first. */
  place: Place
}

/**
 * Checks the pictures that cards use: first the headers of all, then, if together they are not too
 * much to decode, that each decodes to its end.
 *
 * @returns the pictures by file name; not all of them when the faults have refusals
 */
export async function readPictures(
  cards: readonly CardFile[],
  inside: Map<string, ArchiveFile>,
  faults: Faults
): Promise<Map<string, PackedPicture>> {
  const { pictures, cost } = await readHeaders(cards, inside, faults)
  const megapixels = Math.ceil(cost / 1e6)
  if (megapixels > MOST_MEGAPIXELS) {
    faults.refuse('tooManyPixels', {}, { count: megapixels, most: MOST_MEGAPIXELS })
  } else await decode(pictures, faults)
  return pictures
}

/** Reads every header; what has a fault is told and left out. */
async function readHeaders(
  cards: readonly CardFile[],
  inside: Map<string, ArchiveFile>,
  faults: Faults
) {
  const pictures = new Map<string, PackedPicture>()
  const headers = new Map<string, Awaited<ReturnType<typeof readHeader>>>()
  const seen = new Set<string>()
  let cost = 0
  for (const { id, picture } of cards) {
    if (faults.isFull) break
    if (picture === null || seen.has(picture)) continue
    const place = { file: `pictures/${picture}`, card: id, field: 'picture' }
    const file = inside.get(place.file)
    if (!file) {
      faults.refuse('pictureMissing', { ...place, file: `cards/${id}.json` })
      continue
    }
    seen.add(picture)
    if (file.size > MOST_BYTES) {
      faults.refuse('fileTooLarge', place, { most: MOST_BYTES / 1024 ** 2 })
      continue
    }
    const content = await file.read()
    if (!content) continue
    const hash = createHash('sha256').update(content).digest('hex')
    const known = headers.get(hash)
    const header = known ?? (await readHeader(content))
    headers.set(hash, header)
    if ('problem' in header) faults.refuse(header.problem, place, header.values)
    else {
      pictures.set(picture, { file, hash, place })
      if (!known) cost += header.cost
    }
  }
  return { pictures, cost }
}

async function decode(pictures: Map<string, PackedPicture>, faults: Faults): Promise<void> {
  const whole = new Map<string, boolean>()
  for (const { file, hash, place } of pictures.values()) {
    if (faults.isFull) break
    if (!whole.has(hash)) {
      const content = await file.read()
      if (!content) continue
      whole.set(hash, await isWhole(content))
    }
    if (!whole.get(hash)) faults.refuse('pictureCorrupt', place)
  }
}
