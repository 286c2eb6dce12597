/** A way to measure text in a font, with what was measured kept. */
export function textMeasure(font: string): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d')
  const known = new Map<string, number>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined || !context) return before ?? text.length * 10
    context.font = font
    const { width } = context.measureText(text)
    if (known.size > 5_000) known.clear()
    known.set(text, width)
    return width
  }
}
