import PDFDocument from 'pdfkit'
import { TEXT_SIZE } from '#canvas/bounds'
import { Typesetter, type Setting } from '#core/pdf/typesetter'

const SETTING: Setting = {
  face: 'text',
  size: TEXT_SIZE,
  leading: 1,
  direction: 'ltr',
  colour: '#000000',
}

/** A way to measure texts in the letters of the interface, in canvas units, without a browser. */
export function lettersMeasure(): (text: string) => number {
  const typesetter = new Typesetter(new PDFDocument())
  const known = new Map<string, number>()
  return (text) => {
    const width = known.get(text) ?? typesetter.width(text, SETTING)
    known.set(text, width)
    return width
  }
}
