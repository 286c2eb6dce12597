import type { Colour } from '#canvas/document'

interface Shade {
  light: string
  dark: string
}

/** The document's colours on a light and on a dark ground, each at least 3 : 1 against it. */
const SHADES: Record<Colour, Shade> = {
  ink: { light: '#2b2a28', dark: '#f1ede6' },
  red: { light: '#b3382c', dark: '#f0887b' },
  amber: { light: '#9a6200', dark: '#e9b04a' },
  green: { light: '#2f7040', dark: '#7fc796' },
  blue: { light: '#22609c', dark: '#7db4ea' },
  violet: { light: '#74429c', dark: '#c19ae6' },
}

/** A document's colour as a CSS colour that follows the theme by itself. */
export function swatch(colour: Colour): string {
  return `light-dark(${SHADES[colour].light}, ${SHADES[colour].dark})`
}

/** The shade of a document's colour, as a CSS colour. */
export function shade(colour: Colour, dark: boolean): string {
  return dark ? SHADES[colour].dark : SHADES[colour].light
}
