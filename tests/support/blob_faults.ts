import { BlobError, type BlobFault } from '#core/blobs/blob_error'

/** The fault with which something about files fails; null when it does not. */
export async function faultOf(work: () => Promise<unknown>): Promise<BlobFault | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (error instanceof BlobError) return error.fault
    throw error
  }
}
