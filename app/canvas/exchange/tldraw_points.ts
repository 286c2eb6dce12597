import { MOST_FOREIGN_POINTS, type PenPoint } from './foreign.js'
import type { Value } from './value.js'

const FAR = 1_000_000

/** A number of 16 bits as IEEE 754 has it. */
function halfNumber(bits: number): number {
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023]
  const size =
    exponent === 0
      ? fraction * 2 ** -24
      : exponent === 31
        ? NaN
        : (1 + fraction / 1024) * 2 ** (exponent - 15)
  return bits & 0x8000 ? -size : size
}

function bytesOf(value: Value): DataView {
  try {
    const bytes = Uint8Array.from(atob(value.text(Infinity)), (letter) => letter.charCodeAt(0))
    return new DataView(bytes.buffer)
  } catch {
    return value.refuse('notPoints')
  }
}

/**
 * The points of a piece of a line: a list, or since 2026 one text of base64, in which the first
 * point is three numbers of 32 bits and each further one its difference in numbers of 16 bits, all
 * with the low byte first. `dim: 2` says that there is no pressure.
 */
export function readSegment(segment: Value): PenPoint[] {
  const points = segment.at('points')
  if (points.isList) {
    return points
      .list(MOST_FOREIGN_POINTS)
      .map((point) => [
        point.at('x').number(),
        point.at('y').number(),
        Math.max(0, Math.min(1, point.at('z').numberOr(0.5))),
      ])
  }
  const path = segment.at('path')
  const bytes = bytesOf(path)
  const parts = segment.at('dim').is(2) ? 2 : 3
  const first = parts * 4
  if (bytes.byteLength === 0) return []
  const rest = bytes.byteLength - first
  if (rest < 0 || rest % (parts * 2) !== 0) return path.refuse('notPoints')
  const count = 1 + rest / (parts * 2)
  if (count > MOST_FOREIGN_POINTS) return path.refuse('tooMany')
  const at = [0, 4, 8].slice(0, parts).map((offset) => bytes.getFloat32(offset, true))
  const read: PenPoint[] = []
  for (let i = 0; i < count; i++) {
    if (i > 0) {
      const from = first + (i - 1) * parts * 2
      at.forEach((value, part) => {
        at[part] = value + halfNumber(bytes.getUint16(from + part * 2, true))
      })
    }
    const [x = 0, y = 0, z = 0.5] = at
    if (!(Math.abs(x) <= FAR && Math.abs(y) <= FAR && Number.isFinite(z))) path.refuse('outOfRange')
    read.push([x, y, Math.max(0, Math.min(1, z))])
  }
  return read
}
