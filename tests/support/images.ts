import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BuiltImage } from '../../bin/images/build_image.js'
import { OUTPUT } from '../../bin/images/place.js'

/** A bill of materials, as far as tests look at it. */
export interface Bill {
  bomFormat: string
  specVersion: string
  serialNumber: string
  components: { 'bom-ref': string; name: string; version: string; purl: string }[]
}

/** The images that were built last. */
export function builtImages(): BuiltImage[] {
  const images: BuiltImage[] = JSON.parse(readFileSync(join(OUTPUT, 'images.json'), 'utf8'))
  return images
}

/** What an image is made of. */
export function readBill({ name, sbom }: BuiltImage): Bill {
  if (!sbom) throw new Error(`What ${name} is made of, its publisher says`)
  const bill: Bill = JSON.parse(readFileSync(join(OUTPUT, sbom), 'utf8'))
  return bill
}
