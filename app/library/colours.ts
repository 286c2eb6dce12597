/** Grounds of cards of words alone that have no colour of their own, by the place of their theme. */
const GROUNDS = [
  '#4a6b5d',
  '#3f5f7a',
  '#7a5c45',
  '#4b4f58',
  '#d3b063',
  '#9c5a4a',
  '#5a5f7d',
  '#75654a',
  '#d99a6c',
  '#5b4a5e',
  '#5c7647',
  '#2f6a6a',
] as const

/** Letters on a ground: paper on a dark one, ink on a light one. */
export const INKS = { light: '#fbf8f2', dark: '#211d18' } as const

/** The ground of a card of words alone whose first theme stands at `place` in its deck. */
export function themeGround(place: number): string {
  return GROUNDS[place % GROUNDS.length] ?? GROUNDS[0]
}

/** The relative luminance of `#rrggbb` as WCAG has it, from 0 to 1. */
export function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The contrast of two colours as WCAG has it, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

/** Which letters are read best on a ground; at least 4 : 1 on any, 4.5 : 1 on all but mid greys. */
export function inkOn(ground: string): keyof typeof INKS {
  return contrast(INKS.light, ground) >= contrast(INKS.dark, ground) ? 'light' : 'dark'
}
