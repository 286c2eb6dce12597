import { encode } from 'uqr'

/** A QR code as a drawing: dark squares in a field of `size` × `size` units, margin included. */
export interface QrDrawing {
  size: number
  /** Data of an SVG path. */
  path: string
}

/** Draws a text as a QR code with the quiet margin that readers need. */
export function drawQr(text: string): QrDrawing {
  const { data, size } = encode(text, { border: 4 })
  const path = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))
  )
  return { size, path: path.join('') }
}
