import type { Box } from '#canvas/bounds'

/** How much of the lower one's height two elements must share to be read as one row. */
const SHARED = 0.5

/** The ids of elements in the order in which one reads: row by row, each from its start. */
export function readingOrder(
  shown: readonly (Box & { element: { id: string } })[],
  rtl: boolean
): string[] {
  const byMiddle = [...shown].sort((a, b) => a.minY + a.maxY - b.minY - b.maxY)
  const rows: (typeof byMiddle)[] = []
  let bottom = -Infinity
  for (const each of byMiddle) {
    const row = rows.at(-1)
    const overlap = bottom - each.minY
    if (row && overlap > (each.maxY - each.minY) * SHARED) row.push(each)
    else {
      rows.push([each])
      bottom = each.maxY
    }
  }
  return rows.flatMap((row) =>
    row.sort((a, b) => (rtl ? b.maxX - a.maxX : a.minX - b.minX)).map(({ element }) => element.id)
  )
}
