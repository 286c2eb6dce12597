import { placement, sizeOf, type Foreign } from './foreign.js'
import { onPage, type Shape } from './tldraw_place.js'
import type { Value } from './value.js'

/** The images of a tldraw file by the ids of their records. */
export function tldrawAssets(records: readonly Value[]): Map<string, Value> {
  const assets = records.filter(
    (each) => each.at('typeName').is('asset') && each.at('type').is('image')
  )
  return new Map(assets.map((each) => [each.at('id').name(), each.at('props').at('src')]))
}

/** Adds an image of a tldraw file. */
export function showTldrawImage(
  { value, id, place, group }: Shape,
  foreign: Foreign,
  assets: ReadonlyMap<string, Value>
): void {
  const props = value.at('props')
  const name = props.at('assetId').nameOrNull()
  const address = name === null ? undefined : assets.get(name)
  if (name === null || !address) return foreign.lose('image')
  if (!props.at('crop').isAbsent) foreign.lose('image', 'changed')
  const [width, height] = [props.at('w').number(), props.at('h').number()]
  const { x, y } = onPage(place, { x: width / 2, y: height / 2 })
  const locked = value.at('isLocked').flag()
  const placed = foreign.placed(id, placement(x, y, place.angle), group, locked)
  const alt = props.at('altText').isText ? props.at('altText').text(Infinity) : ''
  foreign.show(placed, sizeOf(width, height), { name, address, alt })
}
