import { answerOf, NO_ANSWER, xsrfToken, type Answer } from '~/post_json'

/**
 * Sends an image to an address.
 *
 * @param progress is told the part that has gone, 0 to 1
 */
export function sendImage(
  address: string,
  file: Blob,
  progress: (part: number) => void
): Promise<Answer> {
  const { promise, resolve } = Promise.withResolvers<Answer>()
  // Of what `fetch` sends nobody hears how much has gone.
  const request = new XMLHttpRequest()
  request.open('PUT', address)
  request.setRequestHeader('accept', 'application/json')
  // The server looks at what it is by itself.
  request.setRequestHeader('content-type', 'application/octet-stream')
  request.setRequestHeader('x-xsrf-token', xsrfToken())
  request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0)
  request.onload = () => resolve(answerOf(request.status, parsed(request.responseText)))
  request.onerror = request.onabort = request.ontimeout = () => resolve(NO_ANSWER)
  request.send(file)
  return promise
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
