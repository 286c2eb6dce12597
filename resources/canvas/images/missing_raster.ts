import { t } from '~/i18n'
import { isolated } from '~/isolated'
import type { Theme } from '../theme'

/** Pixels of the longer side. */
const SIDE = 640

/** What is shown for an image that is not there, of these proportions: it says so. */
export function missingRaster(theme: Theme, [width, height]: readonly [number, number]) {
  const canvas = document.createElement('canvas')
  const factor = SIDE / Math.max(width, height)
  canvas.width = Math.max(1, Math.round(width * factor))
  canvas.height = Math.max(1, Math.round(height * factor))
  const context = canvas.getContext('2d')
  if (!context) return canvas
  context.fillStyle = theme.paper
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.strokeStyle = theme.line
  context.lineWidth = 4
  context.setLineDash([16, 12])
  context.strokeRect(8, 8, canvas.width - 16, canvas.height - 16)
  context.fillStyle = theme.ink
  context.font = `30px ${theme.font}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  // The canvas element runs from left to right, whatever the language.
  const words = isolated(t('canvas.images.missing'))
  context.fillText(words, canvas.width / 2, canvas.height / 2, canvas.width - 48)
  return canvas
}
