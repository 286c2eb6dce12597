import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { visualRuns } from './visual_runs.js'

/** The faces of the pages: words on cards, and everything else. */
export type Face = 'display' | 'text'

/** How a text is set. */
export interface Setting {
  face: Face
  /** In points. */
  size: number
  /** Distance of lines as a multiple of the size. */
  leading: number
  direction: 'ltr' | 'rtl'
  colour: string
}

/** A place on the page, in points from its upper left corner. */
export interface Frame {
  x: number
  y: number
  width: number
}

const { resolve } = createRequire(import.meta.url)
const fontFile = (family: string, script: string) =>
  resolve(`@fontsource/${family}/files/${family}-${script}-400-normal.woff`)

/** Each face comes in pieces by script, as the packages have them. */
const FILES = {
  display: {
    latin: fontFile('frank-ruhl-libre', 'latin'),
    more: fontFile('frank-ruhl-libre', 'latin-ext'),
    hebrew: fontFile('frank-ruhl-libre', 'hebrew'),
  },
  text: {
    latin: fontFile('assistant', 'latin'),
    more: fontFile('assistant', 'latin-ext'),
    hebrew: fontFile('assistant', 'hebrew'),
  },
} as const

/** With features named, a run is shaped as a whole and not word by word. */
const SHAPED: PDFKit.Mixins.TextOptions = { lineBreak: false, features: ['kern'] }

type Script = keyof (typeof FILES)['text']

/** The script of whose piece a character is; the fonts have no narrow space, which is set wide. */
function scriptOf(character: string): Script {
  if (/[\p{Script=Hebrew}\u05BE\u05F3\u05F4]/u.test(character)) return 'hebrew'
  return /[\u0000-\u00FF\u0131\u0152\u0153\u2000-\u206F\u20AC\u2122]/.test(character)
    ? 'latin'
    : 'more'
}

/** Sets text of both directions on the pages of a PDF, with letters that can be selected. */
export class Typesetter {
  constructor(private readonly document: PDFKit.PDFDocument) {
    for (const [face, pieces] of Object.entries(FILES)) {
      for (const [script, path] of Object.entries(pieces)) {
        document.registerFont(`${face}-${script}`, readFileSync(path))
      }
    }
  }

  /** Breaks a text into lines that fit, between words alone. */
  lines(text: string, width: number, setting: Setting): string[] {
    const lines: string[] = []
    for (const word of settable(text).split(' ')) {
      const last = lines.at(-1)
      const joined = last === undefined ? word : `${last} ${word}`
      if (last !== undefined && this.width(joined, setting) <= width) {
        lines[lines.length - 1] = joined
      } else lines.push(word)
    }
    return lines
  }

  /** The largest of these sizes at which no word is wider than the frame. */
  fit(text: string, width: number, sizes: readonly number[], setting: Setting): Setting {
    const words = settable(text).split(' ')
    const size = sizes.find((each) =>
      words.every((word) => this.width(word, { ...setting, size: each }) <= width)
    )
    return { ...setting, size: size ?? Math.min(...sizes) }
  }

  /** How high so many lines are. */
  height(lines: readonly string[], { size, leading }: Setting): number {
    return lines.length * size * leading
  }

  /** Sets lines into a frame from the side at which reading begins, or in its middle. */
  set(
    lines: readonly string[],
    { x, y, width }: Frame,
    setting: Setting,
    align: 'start' | 'centre' = 'start'
  ): void {
    lines.forEach((line, index) => {
      const free = width - this.width(line, setting)
      const start = setting.direction === 'rtl' ? free : 0
      const left = x + (align === 'centre' ? free / 2 : start)
      this.setLine(line, left, y + index * setting.size * setting.leading, setting)
    })
  }

  /** The width of a line. */
  width(line: string, setting: Setting): number {
    const { document } = this
    document.fontSize(setting.size)
    return this.runs(settable(line), setting).reduce(
      (sum, { font, text }) => sum + document.font(font).widthOfString(text, SHAPED),
      0
    )
  }

  /** Sets a line whose letters stand on `baseline`, from `x` to the right. */
  setOn(line: string, x: number, baseline: number, setting: Setting): void {
    this.setLine(settable(line), x, baseline, setting, { ...SHAPED, baseline: 'alphabetic' })
  }

  private setLine(
    line: string,
    x: number,
    y: number,
    setting: Setting,
    options: PDFKit.Mixins.TextOptions = SHAPED
  ): void {
    const { document } = this
    document.fillColor(setting.colour).fontSize(setting.size)
    let at = x
    const placed = this.runs(line, setting).map((run) => {
      const left = at
      at += document.font(run.font).widthOfString(run.text, SHAPED)
      return { ...run, left }
    })
    // Written in the order of reading, which is what selecting and searching follow.
    for (const { font, text, left } of placed.sort((a, b) => a.start - b.start)) {
      document.font(font).text(text, left, y, options)
    }
  }

  private runs(line: string, { face, direction }: Setting) {
    return visualRuns(line, direction, (character) => `${face}-${scriptOf(character)}`)
  }
}

/** The fonts have no narrow no-break space: an ordinary one stands for it, and breaks as little. */
const settable = (text: string) => text.replaceAll('\u202F', '\u00A0')
