/** Most points one stroke may hold; a longer line continues in a new stroke. */
export const MAX_POINTS = 4_000

/** Distance between two neighbouring positions that a stroke can tell apart, in its own units. */
export const POINT_STEP = 0.25

/** Farthest a point may lie from its stroke's origin, in the stroke's own units. */
export const MAX_POINT_DISTANCE = 100_000

/**
 * The points of a stroke, flat: x, y, pressure, x, y, pressure, …
 * Positions are in the stroke's own units, pressure runs from 0 to 1 (0.5 where unknown).
 */
export type StrokePoints = Float32Array

const EVEN_PRESSURE = 1
const WITH_PRESSURE = 2
const MAX_BYTES = 16 + MAX_POINTS * 11

const zigzag = (value: number) => (value < 0 ? -2 * value - 1 : 2 * value)
const unzigzag = (value: number) => (value % 2 === 1 ? -(value + 1) / 2 : value / 2)

function writeNumber(bytes: number[], value: number) {
  let rest = value
  while (rest > 127) {
    bytes.push((rest % 128) + 128)
    rest = Math.floor(rest / 128)
  }
  bytes.push(rest)
}

const steps = (distance: number) => {
  const limited = Math.max(-MAX_POINT_DISTANCE, Math.min(MAX_POINT_DISTANCE, distance))
  return Math.round(limited / POINT_STEP)
}

/**
 * Packs points into bytes: rounded to `POINT_STEP`, each as the difference from the one before,
 * one byte per pressure and none when the pressure never changes. Points beyond `MAX_POINTS` are
 * left out.
 */
export function encodePoints(points: StrokePoints): Uint8Array {
  const count = Math.min(MAX_POINTS, Math.floor(points.length / 3))
  const pressures = Array.from({ length: count }, (_, i) =>
    Math.round(Math.max(0, Math.min(1, points[i * 3 + 2] ?? 0.5)) * 255)
  )
  const even = pressures.every((pressure) => pressure === 128)
  const bytes = [even ? EVEN_PRESSURE : WITH_PRESSURE]
  writeNumber(bytes, count)
  let previousX = 0
  let previousY = 0
  for (let i = 0; i < count; i++) {
    const x = steps(points[i * 3] ?? 0)
    const y = steps(points[i * 3 + 1] ?? 0)
    writeNumber(bytes, zigzag(x - previousX))
    writeNumber(bytes, zigzag(y - previousY))
    if (!even) bytes.push(pressures[i] ?? 128)
    previousX = x
    previousY = y
  }
  return Uint8Array.from(bytes)
}

/** Unpacks what `encodePoints` packed; null for anything else, however malformed. */
export function decodePoints(bytes: Uint8Array): StrokePoints | null {
  if (bytes.length > MAX_BYTES) return null
  const format = bytes[0]
  if (format !== EVEN_PRESSURE && format !== WITH_PRESSURE) return null
  let at = 1
  const readNumber = (): number => {
    let value = 0
    for (let unit = 1; unit <= 128 ** 4; unit *= 128) {
      const byte = bytes[at++]
      if (byte === undefined) return NaN
      value += (byte % 128) * unit
      if (byte < 128) return value
    }
    return NaN
  }
  const count = readNumber()
  if (!(count >= 1 && count <= MAX_POINTS)) return null
  const points = new Float32Array(count * 3)
  let x = 0
  let y = 0
  for (let i = 0; i < count; i++) {
    x += unzigzag(readNumber()) * POINT_STEP
    y += unzigzag(readNumber()) * POINT_STEP
    const pressure = format === EVEN_PRESSURE ? 128 : bytes[at++]
    const near = Math.abs(x) <= MAX_POINT_DISTANCE && Math.abs(y) <= MAX_POINT_DISTANCE
    if (!near || pressure === undefined) return null
    points[i * 3] = x
    points[i * 3 + 1] = y
    points[i * 3 + 2] = format === EVEN_PRESSURE ? 0.5 : pressure / 255
  }
  return at === bytes.length ? points : null
}
