import { union } from '#canvas/bounds'
import type { FrameElement } from '#canvas/element'
import { holds } from '#canvas/holding'
import { regionOf, type Region } from '#canvas/region'
import { withoutTurning } from '#core/plain_words'
import { t } from '~/i18n'
import type { Shown } from './scene'

const EXCERPT = 40

interface ShownFrame extends Shown {
  element: FrameElement
}

/**
 * Says of an element, by its id, where it lies: in which part of the smallest frame that holds it
 * or, without one, of all there is. Nothing of what lies alone, or is not there.
 */
export function whereabouts(all: readonly Shown[]): (id: string) => string {
  const byId = new Map(all.map((shown) => [shown.element.id, shown]))
  const frames = all.filter((shown): shown is ShownFrame => shown.element.kind === 'frame')
  const bySize = frames.sort((a, b) => areaOf(a) - areaOf(b))
  const whole = union(all)
  // Thousands of elements have but nine words for each frame.
  const known = new Map<string, string>()

  return (id) => {
    const shown = byId.get(id)
    if (!shown || !whole) return ''
    const frame = bySize.find((each) => each !== shown && covers(each, shown))
    if (!frame && all.length === 1) return ''
    const region = regionOf(shown, frame ?? whole)
    const key = `${frame?.element.id ?? ''} ${region}`
    const words = known.get(key) ?? wordsFor(region, frame?.element)
    known.set(key, words)
    return words
  }
}

function areaOf({ minX, minY, maxX, maxY }: Shown): number {
  return (maxX - minX) * (maxY - minY)
}

function covers(frame: ShownFrame, shown: Shown): boolean {
  const [x, y] = [(shown.minX + shown.maxX) / 2, (shown.minY + shown.maxY) / 2]
  const isNear = x >= frame.minX && x <= frame.maxX && y >= frame.minY && y <= frame.maxY
  return isNear && holds(frame.element, shown)
}

function wordsFor(region: Region, frame: FrameElement | undefined): string {
  const place = t(`canvas.places.${region}`)
  if (!frame) return place
  const title = withoutTurning(frame.text).trim().replace(/\s+/gu, ' ')
  if (title === '') return t('canvas.places.inFrame', { place })
  const excerpt = title.length > EXCERPT ? `${title.slice(0, EXCERPT)}…` : title
  return t('canvas.places.in', { place, frame: excerpt })
}
