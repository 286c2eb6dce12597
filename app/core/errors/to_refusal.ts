import { errors as validationErrors } from '@vinejs/vine'
import { BlobError } from '#core/blobs/blob_error'
import { SealedValueError } from '#core/keys/sealed_value'
import { databaseFaultOf } from '#core/tenancy/database_faults'
import { coreErrors } from './core_errors.js'
import { Refusal } from './refusal.js'

const BY_FRAMEWORK_CODE: Record<string, () => Refusal> = {
  E_ROUTE_NOT_FOUND: () => coreErrors.notFound(),
  E_ROW_NOT_FOUND: () => coreErrors.notFound(),
  E_BAD_CSRF_TOKEN: () => coreErrors.staleForm(),
  E_REQUEST_ENTITY_TOO_LARGE: () => coreErrors.tooLarge(),
  E_HTTP_REQUEST_ABORTED: () => coreErrors.badRequest(),
}

/** PostgreSQL can be reached and does not do what is asked now: no room, or it may only be read. */
const DATABASE_REFUSES = new Set(['25006', '53000', '53100', '53200', '53400'])

/** What an error that is nobody's Refusal means to the person who asked; 500 when nothing better is known. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (!(error instanceof Error)) return coreErrors.unexpected()
  if (error instanceof BlobError) return ofBlob(error)
  if (error instanceof SealedValueError) return coreErrors.damaged()
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const byCode = BY_FRAMEWORK_CODE[code]
  if (byCode) return byCode()
  if (databaseFaultOf(error) || DATABASE_REFUSES.has(code)) {
    return coreErrors.unavailable({ retryAfter: 5 })
  }
  // PostgreSQL could not read an id: no row can have it.
  if (code === '22P02' && error.message.includes('uuid')) return coreErrors.notFound()
  // What PostgreSQL, the decompressor or a decoder could not read came from who asked.
  if (/^22/.test(code) || code.startsWith('Z_') || error instanceof URIError) {
    return coreErrors.badRequest()
  }
  const status = 'status' in error && typeof error.status === 'number' ? error.status : 500
  if (status === 413) return coreErrors.tooLarge()
  if (status === 404) return coreErrors.notFound()
  return status >= 400 && status < 500 ? coreErrors.badRequest() : coreErrors.unexpected()
}

function ofBlob({ fault }: BlobError): Refusal {
  if (fault === 'missing' || fault === 'erased') return coreErrors.notFound()
  if (fault === 'damaged') return coreErrors.fileDamaged()
  if (fault === 'full') return coreErrors.filesFull()
  if (fault === 'brokenOff') return coreErrors.badRequest()
  return coreErrors.filesAway({ retryAfter: 5 })
}

/** Whether an error tells that the input did not pass a validator. */
export function isValidationError(
  error: unknown
): error is InstanceType<typeof validationErrors.E_VALIDATION_ERROR> {
  return error instanceof validationErrors.E_VALIDATION_ERROR
}
