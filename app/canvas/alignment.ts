import type { Box, Point } from './bounds.js'

export const ALIGNMENTS = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const
export type Alignment = (typeof ALIGNMENTS)[number]

export const DISTRIBUTIONS = ['across', 'down'] as const
export type Distribution = (typeof DISTRIBUTIONS)[number]

const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Infinity)
const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity)

/** How far each box is to be shifted so that all lie along one edge or middle of them together. */
export function aligned(boxes: readonly Box[], how: Alignment): Point[] {
  const left = least(boxes.map(({ minX }) => minX))
  const right = most(boxes.map(({ maxX }) => maxX))
  const top = least(boxes.map(({ minY }) => minY))
  const foot = most(boxes.map(({ maxY }) => maxY))
  return boxes.map(({ minX, minY, maxX, maxY }) => {
    switch (how) {
      case 'left':
        return { x: left - minX, y: 0 }
      case 'centre':
        return { x: (left + right - minX - maxX) / 2, y: 0 }
      case 'right':
        return { x: right - maxX, y: 0 }
      case 'top':
        return { x: 0, y: top - minY }
      case 'middle':
        return { x: 0, y: (top + foot - minY - maxY) / 2 }
      case 'bottom':
        return { x: 0, y: foot - maxY }
    }
  })
}

/**
 * How far each box is to be shifted so that the gaps between neighbours are equal; the first and
 * the last stay where they are. Where there is no room the gaps are overlaps.
 */
export function distributed(boxes: readonly Box[], along: Distribution): Point[] {
  const spans = boxes.map(({ minX, minY, maxX, maxY }, index) =>
    along === 'across' ? { index, from: minX, to: maxX } : { index, from: minY, to: maxY }
  )
  const row = spans.sort((a, b) => a.from + a.to - b.from - b.to)
  const [first, last] = [row[0], row.at(-1)]
  const shifts = boxes.map(() => ({ x: 0, y: 0 }))
  if (!first || !last || row.length < 3) return shifts
  const taken = row.reduce((sum, { from, to }) => sum + to - from, 0)
  const gap = (last.to - first.from - taken) / (row.length - 1)
  let next = first.from
  for (const { index, from, to } of row) {
    const shift = next - from
    shifts[index] = along === 'across' ? { x: shift, y: 0 } : { x: 0, y: shift }
    next += to - from + gap
  }
  return shifts
}
