/** The bytes of base64 that has been checked. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}

/** Bytes as base64. */
export async function base64Of(content: Blob): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const reader = new FileReader()
  reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '')
  reader.onerror = () => reject(new Error('The image cannot be read'))
  // In one go and beside what the page does, whatever its size.
  reader.readAsDataURL(content)
  const address = await promise
  return address.slice(address.indexOf(',') + 1)
}
