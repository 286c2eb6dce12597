/** What browsers offer to choose; phones offer their camera with it. */
export const IMAGE_TYPES = 'image/png,image/jpeg,image/webp,image/gif,image/avif'

/** Lets a person choose images from their device; none when they would rather not. */
export function chooseImages(): Promise<File[]> {
  const { promise, resolve } = Promise.withResolvers<File[]>()
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = IMAGE_TYPES
  input.multiple = true
  input.hidden = true
  const end = () => {
    input.remove()
    resolve([...(input.files ?? [])])
  }
  input.addEventListener('change', end)
  input.addEventListener('cancel', end)
  // Some browsers forget one that is not on the page before anybody has chosen.
  document.body.append(input)
  input.click()
  return promise
}
