import { isWritten, type Element } from '#canvas/element'
import { withoutTurning } from '#core/plain_words'
import { t } from '~/i18n'

const EXCERPT = 60

/**
 * What an element is called where it is not seen.
 * @param find another element, of the id that a line is attached to
 * @param wordOf the word of a deck's card
 */
export function nameOf(
  element: Element,
  find: (id: string) => Element | undefined,
  wordOf: (card: string) => string | undefined
): string {
  const kind = kindOf(element)
  if (element.kind === 'card') {
    return t('canvas.list.worded', { kind, text: wordOf(element.card) ?? t('canvas.list.unknown') })
  }
  if (element.kind === 'line') {
    const endOf = (id: string | null) => {
      const end = id === null ? undefined : find(id)
      // What hangs on a line is not named after it: two lines could hang on each other.
      return end && end.kind !== 'line' ? nameOf(end, find, wordOf) : t('canvas.list.free')
    }
    if (element.from === null && element.to === null) return kind
    return t('canvas.list.between', { kind, from: endOf(element.from), to: endOf(element.to) })
  }
  if (element.kind !== 'image' && !isWritten(element)) return kind
  const words = element.kind === 'image' ? element.alt : element.text
  const text = withoutTurning(words).trim().replace(/\s+/gu, ' ')
  if (text === '') {
    const isImage = element.kind === 'image'
    return isImage ? t('canvas.images.undescribed') : t('canvas.list.wordless', { kind })
  }
  const excerpt = text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text
  return t('canvas.list.worded', { kind, text: excerpt })
}

function kindOf(element: Element): string {
  switch (element.kind) {
    case 'card':
    case 'image':
      return t(`canvas.kinds.${element.kind}`)
    case 'stroke':
      return t(element.highlights ? 'canvas.tools.highlighter' : 'canvas.kinds.stroke')
    case 'shape':
      return t(`canvas.tools.${element.form}`)
    case 'line':
      return t(element.arrow ? 'canvas.tools.arrow' : 'canvas.tools.line')
    case 'stamp':
      return t('canvas.toolbar.stamp', { name: t(`canvas.stamps.${element.stamp}`) })
    case 'text':
    case 'note':
    case 'frame':
      return t(`canvas.tools.${element.kind}`)
  }
}
