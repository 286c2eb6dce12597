import type { Ground } from '#canvas/drawing/palette'

/** The page's colours and letters, as values that a canvas understands. */
export interface Theme extends Ground {
  /** What all is drawn on. */
  ground: string
  /** CSS font family lists: of texts, and of the words on cards. */
  font: string
  display: string
}

/** Turns any CSS colour into `#rrggbb`: Paper.js parses fewer notations than a browser. */
function hex(colour: string): string {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 1
  const context = canvas.getContext('2d')
  if (!context) return '#000000'
  context.fillStyle = colour
  context.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

/** Reads the theme that holds inside `host`. */
export function readTheme(host: HTMLElement): Theme {
  // A variable's own text may be `light-dark(…)` or a mix; only a property shows what it means.
  const probe = document.createElement('span')
  // Where motion is reduced every change of colour still takes a moment, and shows the last one.
  probe.style.setProperty('transition', 'none', 'important')
  // Where the system chooses the colours, every text would have the same one.
  probe.style.setProperty('forced-color-adjust', 'none')
  host.append(probe)
  const value = (name: string) => {
    probe.style.color = `var(${name})`
    return hex(getComputedStyle(probe).color)
  }
  const ground = value('--ground')
  const theme = { paper: value('--ground-raised'), ink: value('--ink'), line: value('--line') }
  probe.style.fontFamily = 'var(--font-display)'
  const display = getComputedStyle(probe).fontFamily
  probe.remove()
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((i) => parseInt(ground.slice(i, i + 2), 16))
  const dark = red * 0.299 + green * 0.587 + blue * 0.114 < 128
  return { ...theme, ground, dark, display, font: getComputedStyle(host).fontFamily }
}

/** What a person's system may ask for that changes the colours. */
const PREFERENCES = [
  '(prefers-color-scheme: dark)',
  '(prefers-contrast: more)',
  '(forced-colors: active)',
]

/** Calls back whenever the theme may have changed, until the returned function is called. */
export function watchTheme(changed: () => void): () => void {
  const preferences = PREFERENCES.map((query) => matchMedia(query))
  preferences.forEach((each) => each.addEventListener('change', changed))
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ['class', 'data-theme', 'style'] })
  // Letters whose font arrives late are drawn again with it.
  document.fonts.addEventListener('loadingdone', changed)
  return () => {
    document.fonts.removeEventListener('loadingdone', changed)
    preferences.forEach((each) => each.removeEventListener('change', changed))
    observer.disconnect()
  }
}
