import type { Colour } from '../element.js'

/** The colours that a canvas is drawn on and with, besides those of its document. */
export interface Ground {
  dark: boolean
  /** Of cards and frames. */
  paper: string
  /** Of words on paper and in figures. */
  ink: string
  /** Of the edges of frames. */
  line: string
}

/** What a canvas is printed on and with. */
export const PRINTED: Ground = { dark: false, paper: '#fdfcf8', ink: '#221f1b', line: '#d8d2c8' }

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

/** The same colours as paper to write on in ink, which is at least 7 : 1 against each. */
const PAPERS: Record<Colour, Shade> = {
  ink: { light: '#ebe6dc', dark: '#474440' },
  red: { light: '#f7d3cc', dark: '#62332d' },
  amber: { light: '#f9e4a8', dark: '#574719' },
  green: { light: '#d0e7d1', dark: '#2b4f35' },
  blue: { light: '#cde0f3', dark: '#284665' },
  violet: { light: '#e4d6f1', dark: '#4d3862' },
}

/** A document's colour as a CSS colour that follows the theme by itself. */
export function swatch(colour: Colour): string {
  return `light-dark(${SHADES[colour].light}, ${SHADES[colour].dark})`
}

/** A document's colour as paper, as a CSS colour that follows the theme by itself. */
export function paperSwatch(colour: Colour): string {
  return `light-dark(${PAPERS[colour].light}, ${PAPERS[colour].dark})`
}

/** The shade of a document's colour, as a CSS colour. */
export function shade(colour: Colour, dark: boolean): string {
  return dark ? SHADES[colour].dark : SHADES[colour].light
}

/** The shade of a highlighter, which is bright on either ground. */
export function highlightShade(colour: Colour, dark: boolean): string {
  return shade(colour, dark || colour !== 'ink')
}

/** A document's colour as paper to write on, as a CSS colour. */
export function paperShade(colour: Colour, dark: boolean): string {
  return dark ? PAPERS[colour].dark : PAPERS[colour].light
}
