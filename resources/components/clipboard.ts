/** Puts a text on the clipboard; false when the browser refuses. */
export async function copyText(text: string): Promise<boolean> {
  const field = document.createElement('input')
  field.value = text
  field.readOnly = true
  field.className = 'visually-hidden'
  document.body.append(field)
  const before = document.activeElement
  const done = await copyFrom(field)
  field.remove()
  if (before instanceof HTMLElement) before.focus()
  return done
}

/**
 * Puts the text of `field` on the clipboard; false when the browser refuses.
 * Browsers offer `navigator.clipboard` on secure pages only, and an intranet
 * may be served without TLS, so the older way stays.
 */
export async function copyFrom(field: HTMLInputElement): Promise<boolean> {
  if (window.isSecureContext) {
    const done = await navigator.clipboard.writeText(field.value).then(
      () => true,
      () => false
    )
    if (done) return true
  }
  field.select()
  return document.execCommand('copy')
}
